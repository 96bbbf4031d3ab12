"""Anthropic's Messages API in front of the brain: what it refuses, what it counts, how long it
takes."""
