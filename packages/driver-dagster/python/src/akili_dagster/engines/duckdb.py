"""DuckDB: where an environment binds it for analytics, and where it stands for StarRocks in tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import duckdb

from .engine import Name, Row, listed, quoted

QUOTE = '"'
BATCH = 10_000


class DuckDb:
    """A connection whose catalogs are attached already."""

    errors: tuple[type[Exception], ...] = (duckdb.Error,)

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def first_rows(self, sql: str, limit: int) -> Sequence[Row]:
        return self._connection.execute(sql).fetchmany(limit)

    def create_empty_like(self, table: Name, like: Name, columns: Sequence[str]) -> None:
        names, source = listed(columns, QUOTE), quoted(like, QUOTE)
        self._connection.execute(
            f"CREATE OR REPLACE TABLE {quoted(table, QUOTE)} AS SELECT {names} FROM {source} WHERE FALSE"
        )

    def insert_query(self, table: Name, columns: Sequence[str], sql: str) -> None:
        names = listed(columns, QUOTE)
        self._connection.execute(f"INSERT INTO {quoted(table, QUOTE)} ({names}) SELECT {names} FROM ({sql}) AS made")

    def insert_rows(self, table: Name, columns: Sequence[str], rows: Iterable[Row]) -> int:
        marks = ", ".join("?" * len(columns))
        statement = f"INSERT INTO {quoted(table, QUOTE)} ({listed(columns, QUOTE)}) VALUES ({marks})"
        source = iter(rows)
        count = 0
        while batch := list(islice(source, BATCH)):
            self._connection.executemany(statement, batch)
            count += len(batch)
        return count

    def publish(self, table: Name, staging: Name, columns: Sequence[str]) -> None:
        names, target = listed(columns, QUOTE), quoted(table, QUOTE)
        self._together(
            f"DELETE FROM {target}",
            f"INSERT INTO {target} ({names}) SELECT {names} FROM {quoted(staging, QUOTE)}",
        )

    def merge(self, table: Name, delta: Name, columns: Sequence[str], key: Sequence[str]) -> None:
        names, target, source = listed(columns, QUOTE), quoted(table, QUOTE), quoted(delta, QUOTE)
        same = " AND ".join(f"t.{quoted([k], QUOTE)} = d.{quoted([k], QUOTE)}" for k in key)
        self._together(
            f"DELETE FROM {target} AS t USING {source} AS d WHERE {same}",
            f"INSERT INTO {target} ({names}) SELECT {names} FROM {source}",
        )

    def count(self, table: Name) -> int:
        return int(str(self.first_rows(f"SELECT COUNT(*) FROM {quoted(table, QUOTE)}", 1)[0][0]))

    def stream(self, table: Name, columns: Sequence[str], size: int) -> Iterator[Sequence[Row]]:
        answer = self._connection.cursor().execute(f"SELECT {listed(columns, QUOTE)} FROM {quoted(table, QUOTE)}")
        while batch := answer.fetchmany(size):
            yield batch

    def drop(self, table: Name) -> None:
        self._connection.execute(f"DROP TABLE IF EXISTS {quoted(table, QUOTE)}")

    def close(self) -> None:
        self._connection.close()

    def _together(self, *statements: str) -> None:
        self._connection.execute("BEGIN")
        try:
            for statement in statements:
                self._connection.execute(statement)
            self._connection.execute("COMMIT")
        except duckdb.Error:
            self._connection.execute("ROLLBACK")
            raise
