"""What the tests share: the manifests that the driver wrote, DuckDB for StarRocks, and things that remember."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pytest

from akili_dagster.engines.duckdb import DuckDb
from akili_dagster.manifest import Asset, Head, digest_of, read_asset, read_manifest
from akili_dagster.runtime import Runtime
from akili_dagster.sources import Cursor, Extract
from akili_dagster.sources.source import extracted

MANIFESTS = Path(__file__).parent / "manifests"
TYPES = {"varchar": "VARCHAR", "uuid": "VARCHAR", "json": "VARCHAR", "blob": "BLOB"}

Document = dict[str, Any]
Rows = list[tuple[object, ...]]


def document_of(slug: str, dialect: str = "duckdb") -> Document:
    """A manifest of this repository's tenants, to be changed."""
    document: Document = json.loads((MANIFESTS / dialect / f"{slug}.json").read_text(encoding="utf-8"))
    return document


def redone(entry: Document) -> Document:
    """An entry with the digest that the compiler would have given it."""
    return {**entry, "digest": digest_of({name: value for name, value in entry.items() if name != "digest"})}


def text_of(document: Document) -> str:
    return json.dumps(document)


def only_asset(document: Document) -> tuple[Head, Asset]:
    read = read_manifest(text_of(document))
    return read.head, read_asset(read.head, read.entries[0])


class KeptDuckDb(DuckDb):
    """The runs of a test share one database: closing an engine leaves it open."""

    def close(self) -> None:
        return


@dataclass
class RowsSource:
    """A source of rows by table; the columns of each are named."""

    tables: Mapping[str, tuple[Sequence[str], Rows]]
    asked: list[Cursor | None]
    errors: tuple[type[Exception], ...] = (LookupError,)

    def extract(self, resource: str, columns: Sequence[str], cursor: Cursor | None) -> Extract:
        self.asked.append(cursor)
        names, rows = self.tables[resource]
        wanted = [*columns, *([] if cursor is None else [cursor.column])]
        places = [names.index(name) for name in wanted]
        since = None if cursor is None else cursor.since
        found = [tuple(row[place] for place in places) for row in rows]
        return extracted(iter([row for row in found if since is None or str(row[-1]) >= since]), cursor)

    def close(self) -> None:
        return


@dataclass
class Heard:
    """An announcer that remembers."""

    events: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)

    def announce(self, topic: str, key: str, event: Mapping[str, Any]) -> None:
        self.events.append((topic, event))

    def close(self) -> None:
        return


@dataclass
class KeptLookup:
    """A lookup store that remembers the rows it was given."""

    rows: Rows = field(default_factory=list)
    errors: tuple[type[Exception], ...] = (LookupError,)

    def replace(self, table: object, tenant_id: str, columns: object, rows: Any) -> int:
        self.rows = [(tenant_id, *row) for row in rows]
        return len(self.rows)

    def close(self) -> None:
        return


@dataclass
class World:
    """Everything that a tenant's runs touch."""

    database: duckdb.DuckDBPyConnection
    tables: dict[str, tuple[Sequence[str], Rows]] = field(default_factory=dict)
    asked: list[Cursor | None] = field(default_factory=list)
    heard: Heard = field(default_factory=Heard)
    lookup: KeptLookup = field(default_factory=KeptLookup)

    def runtime(self, _head: Head | None = None) -> Runtime:
        return Runtime(
            open_engine=lambda _asset: KeptDuckDb(self.database),
            open_source=lambda _connection: RowsSource(self.tables, self.asked),
            open_lookup=lambda: self.lookup,
            open_announcer=lambda: self.heard,
            scrub=lambda text: text,
        )

    @property
    def engine(self) -> DuckDb:
        return KeptDuckDb(self.database)

    def rows(self, table: Sequence[str]) -> Rows:
        return self.database.execute(f"SELECT * FROM {'.'.join(table)} ORDER BY ALL").fetchall()


@pytest.fixture
def world() -> Iterator[World]:
    with duckdb.connect() as database:
        database.execute("SET TimeZone = 'UTC'")
        yield World(database)


def lay_out(world: World, head: Head, asset: Asset) -> None:
    """The tables that the analytics driver makes."""
    world.database.execute(f"ATTACH IF NOT EXISTS ':memory:' AS {head.tenant.catalog}")
    for table, columns in [
        (asset.output.table, asset.output.columns),
        *((one.table, one.columns) for one in asset.inputs),
    ]:
        listed = ", ".join(f'"{column.name}" {TYPES.get(column.type, column.type)}' for column in columns)
        world.database.execute(f"CREATE SCHEMA IF NOT EXISTS {'.'.join(table[:2])}")
        world.database.execute(f"CREATE TABLE {'.'.join(table)} ({listed})")


def today(hours: float = 0) -> datetime.datetime:
    """Midnight of today in UTC and so many hours."""
    now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
    return now.replace(hour=0, minute=0, second=0, microsecond=0) + datetime.timedelta(hours=hours)
