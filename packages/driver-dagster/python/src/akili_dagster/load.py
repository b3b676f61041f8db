"""Loads a raw input into its table of the tenant's catalog."""

from __future__ import annotations

import datetime
import json
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from .engines import Engine
from .manifest import Input
from .sources import Cursor, Source, SourceError

Mode = Literal["full", "incremental"]


@dataclass(frozen=True)
class LoadOutcome:
    mode: Mode
    rows: int
    cursor: str | None
    """How far the source was read: what the next load goes on from."""


def mode_of(source: Input, cdc: Literal["refuse", "incremental"]) -> Mode:
    """How an input is loaded. Raises SourceError with the way out where it cannot be."""
    if source.strategy == "full_refresh":
        return "full"
    if source.strategy == "cdc" and cdc == "refuse":
        raise SourceError(
            f"The input `{source.name}` asks for `cdc`, which akili-dagster does not do yet. Write `strategy: "
            "incremental` or `full_refresh` in inputs.yaml, or set `compute: { cdc: incremental }` in akili.yaml to "
            "load such inputs by their cursor; rows deleted at the source then stay."
        )
    if source.strategy not in {"incremental", "cdc"}:
        raise SourceError(
            f"The input `{source.name}` asks for `{source.strategy}`, which akili-dagster does not do yet: "
            "it does full_refresh and incremental."
        )
    if source.cursor is None:
        raise SourceError(f"The input `{source.name}` is loaded by a cursor and names no `cursor_field`.")
    if not source.primaryKey:
        raise SourceError(
            f"The input `{source.name}` is loaded by a cursor, and its table has no key in the connection's schema: "
            "a row that changed could not replace its older self. Lock the schema, or load it with `full_refresh`."
        )
    return "incremental"


def load_input(
    source: Input,
    mode: Mode,
    engine: Engine,
    open_source: Callable[[], Source],
    last_cursor: str | None,
) -> LoadOutcome:
    """
    Loads everything, or what is new since the last load. The table changes in one commit; before it, a failure
    leaves it as it was. A table that is empty is loaded whole, whatever the last cursor was.
    """
    columns = [column.name for column in source.columns]
    since = last_cursor if mode == "incremental" and engine.count(source.table) > 0 else None
    cursor = Cursor(source.cursor, since) if mode == "incremental" and source.cursor is not None else None
    staging = [*source.table[:2], f"{source.table[2]}__loading"]
    origin = open_source()
    try:
        extract = origin.extract(source.resource or "", columns, cursor)
        engine.create_empty_like(staging, source.table, columns)
        try:
            types = [column.type for column in source.columns]
            rows = engine.insert_rows(staging, columns, converted(extract.rows, types))
            if since is None:
                engine.publish(source.table, staging, columns)
            elif rows > 0:
                engine.merge(source.table, staging, columns, source.primaryKey)
        finally:
            engine.drop(staging)
    finally:
        origin.close()
    return LoadOutcome(mode, rows, extract.until)


def converted(rows: Iterator[Sequence[object]], types: Sequence[str]) -> Iterator[Sequence[object]]:
    """Values as every engine takes them: instants in UTC without a zone, documents and identifiers as text."""
    plain = [type_ == "json" for type_ in types]
    for row in rows:
        yield [_value(value, document) for value, document in zip(row, plain, strict=True)]


def _value(value: object, document: bool) -> object:
    if isinstance(value, datetime.datetime) and value.tzinfo is not None:
        return value.astimezone(datetime.timezone.utc).replace(tzinfo=None)
    if isinstance(value, uuid.UUID):
        return str(value)
    if value is not None and document and not isinstance(value, str):
        return json.dumps(value, sort_keys=True, ensure_ascii=False)
    return value
