"""The rules that were ever in force."""

from sqlalchemy import Column, Index, Integer, String, Table, Text

from orchestrator.store.tables.base import UtcDateTime, metadata

rule_sets = Table(
    "rule_sets",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("content_hash", String(64), nullable=False, index=True),
    Column("since", UtcDateTime, nullable=False),
    Column("put_by", String(100), nullable=False),
    Column("reason", Text, nullable=False),
    Column("files", Text, nullable=False),
    Column("authors", Text, nullable=False),
    Index("ix_rule_sets_since", "since"),
)


rule_folders = Table(
    "rule_folders",
    metadata,
    Column("place", String(400), primary_key=True),
    Column("content_hash", String(64), nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
)
"""What lay in each config folder when it was last looked at."""
