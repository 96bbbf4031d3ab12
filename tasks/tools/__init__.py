"""What each of the model's tools does. Reads answer from rows; writes run a command in the toolbox's transaction."""
