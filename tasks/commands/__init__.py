"""What changes a booking or a conversation: one function each. Lock, load, decide in flows, persist rows and outbox.

A command takes a unit of work and never commits it; the bot's tools, payments, sweeps and staff call the same ones.
"""
