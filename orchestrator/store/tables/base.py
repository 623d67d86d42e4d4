"""What all tables share: aware times, names of constraints."""

from datetime import UTC, date, datetime

from sqlalchemy import (
    DateTime,
    Dialect,
    MetaData,
    TypeDecorator,
)
from sqlalchemy.engine.interfaces import ExecutionContext


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, kept as naive UTC so that every database stores the same."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def day_received(context: ExecutionContext) -> date:
    """A new document is due on the day on which it came in, until somebody knows better."""
    values = context.get_current_parameters()  # type: ignore[attr-defined]  # untyped in SQLAlchemy
    received: datetime = values["received_at"]
    return received.astimezone(UTC).date()


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
