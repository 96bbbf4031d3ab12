"""Simulated customers against Claude, or against its stand-in: `make eval`."""
