"""How processes are started together, watched and ended: for `make run` and `make demo`."""
