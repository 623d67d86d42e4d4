"""Telling other programs of every change of a document's stage, signed, at least once."""
