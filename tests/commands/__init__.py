"""Commands of the Makefile, each in its shortest form: what is documented cannot rot."""
