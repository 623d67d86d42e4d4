"""The database and the originals. SQLAlchemy appears nowhere else."""

from orchestrator.store.engine import Store, Transaction
from orchestrator.store.migrate import open_store

__all__ = ["Store", "Transaction", "open_store"]
