"""ERP adapters: a folder each, one contract for all."""
