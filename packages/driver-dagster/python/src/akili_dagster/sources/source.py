from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol


class SourceError(Exception):
    """A source cannot be read as the manifest asks; the message says why, without secrets."""


@dataclass(frozen=True)
class Cursor:
    """The column that grows, and how far it was read: text as the source itself wrote it."""

    column: str
    since: str | None


@dataclass
class Extract:
    """Rows on their way. `until` is known once the rows are read: the largest value of the cursor among them."""

    rows: Iterator[Sequence[object]]
    until: str | None = None


class Source(Protocol):
    errors: tuple[type[Exception], ...]
    """What the source raises when it refuses."""

    def extract(self, resource: str, columns: Sequence[str], cursor: Cursor | None) -> Extract:
        """The rows of a table; with a cursor those from its last value on, that value included."""

    def close(self) -> None: ...


def extracted(source_rows: Iterator[Sequence[object]], cursor: Cursor | None) -> Extract:
    """Rows without the cursor's value, which stands last in each; the largest one is kept."""
    if cursor is None:
        return Extract(source_rows)
    extract = Extract(iter(()), cursor.since)

    def passing() -> Iterator[Sequence[object]]:
        largest: object = None
        for row in source_rows:
            *values, seen = row
            if seen is not None and (largest is None or seen > largest):  # type: ignore[operator]
                largest = seen
                extract.until = str(seen)
            yield values

    extract.rows = passing()
    return extract
