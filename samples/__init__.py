"""Sample documents that the project makes itself; `python -m samples.generate` writes them."""
