"""What staff do in /admin: forms over the same commands that the assistant uses."""
