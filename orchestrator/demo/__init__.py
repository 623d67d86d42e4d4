"""The demo: the whole farm on embedded parts, the samples, and what became of each."""
