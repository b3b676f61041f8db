from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

Name = Sequence[str]
"""Catalog, database, table."""
Row = Sequence[object]


class Engine(Protocol):
    """What a run needs of the analytics engine. Each call that changes a published table is one atomic commit."""

    errors: tuple[type[Exception], ...]
    """What the engine raises when it refuses a statement."""

    def first_rows(self, sql: str, limit: int) -> Sequence[Row]:
        """At most `limit` rows of a query."""

    def create_empty_like(self, table: Name, like: Name, columns: Sequence[str]) -> None:
        """Creates a table with columns (and types) of another, empty; one of that name is dropped first."""

    def insert_query(self, table: Name, columns: Sequence[str], sql: str) -> None:
        """Appends what a query gives; its columns are found by name."""

    def insert_rows(self, table: Name, columns: Sequence[str], rows: Iterable[Row]) -> int:
        """Appends rows; answers how many."""

    def publish(self, table: Name, staging: Name, columns: Sequence[str]) -> None:
        """Replaces everything in a table with what the staging table holds. Readers see before or after."""

    def merge(self, table: Name, delta: Name, columns: Sequence[str], key: Sequence[str]) -> None:
        """Replaces the rows whose key is in the delta, and adds the others of it. Readers see before or after."""

    def count(self, table: Name) -> int: ...

    def stream(self, table: Name, columns: Sequence[str], size: int) -> Iterator[Sequence[Row]]:
        """All rows, in batches."""

    def drop(self, table: Name) -> None:
        """Harmless where there is none."""

    def close(self) -> None: ...


def quoted(name: Name, quote: str) -> str:
    """A name in the engine's quotes."""
    return ".".join(quote + part.replace(quote, quote * 2) + quote for part in name)


def listed(columns: Sequence[str], quote: str, of: str = "") -> str:
    """Columns in the engine's quotes, each of a relation where one is named."""
    return ", ".join(of + quoted([column], quote) for column in columns)
