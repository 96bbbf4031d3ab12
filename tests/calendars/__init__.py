"""Random calendars of small salons in a real database, and what plain Python says is free in them, minute by minute."""
