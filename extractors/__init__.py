"""Readers: bytes in, frozen models out, every value with its evidence. Extractors only read."""
