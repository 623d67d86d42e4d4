"""Fixtures of the unit tests."""

from tests.farm_documents import store

__all__ = ["store"]
