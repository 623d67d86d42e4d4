"""The faults that the farm survives, each a test of its own on real parts; README.md says which is where."""
