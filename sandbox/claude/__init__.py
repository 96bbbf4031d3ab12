"""A stand-in for Claude: it answers the booking desk's requests from what they tell, and nothing else."""
