"""`make bench`: our speed beside the bare route and beside LangGraph, in one run, as ratios (docs/benchmarks.md)."""
