"""Learning the choice of header fields from documents with known truth: `make train`."""
