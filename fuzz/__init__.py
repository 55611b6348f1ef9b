"""The fuzzer (``make fuzz``): broken files of every format through every door, counted. docs/decisions/atheris.md."""
