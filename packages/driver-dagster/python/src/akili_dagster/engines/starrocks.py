"""StarRocks through its MySQL protocol. Tables lie in the tenant's Iceberg catalog."""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import pymysql
import pymysql.cursors

from ..encryption import authority, encrypted
from ..secrets import Secret
from .engine import Name, Row, listed, quoted

QUOTE = "`"
BATCH = 5_000
"""Rows a statement: each one commits an Iceberg snapshot, so few and large ones."""


class StarRocks:
    """One session of the tenant's own login. Iceberg tables change by INSERT and INSERT OVERWRITE, each one commit."""

    errors: tuple[type[Exception], ...] = (pymysql.MySQLError,)

    def __init__(self, connection: pymysql.Connection[Any]) -> None:
        self._connection = connection

    @classmethod
    def open(cls, settings: Mapping[str, Any], secret: Secret, query_seconds: int | None = None) -> StarRocks:
        tls = encrypted(settings, [str(settings.get("host", ""))])
        connection = pymysql.connect(
            host=str(settings.get("host", "")),
            port=int(settings.get("port", 9030)),
            user=secret.part("username"),
            password=secret.part("password"),
            connect_timeout=30,
            autocommit=True,
            charset="utf8mb4",
            ssl=ssl.create_default_context(cafile=authority(settings)) if tls else None,
        )
        engine = cls(connection)
        # Dates and hours are UTC everywhere; the default timeout of a query is five minutes.
        engine._execute("SET time_zone = '+00:00'")
        if query_seconds is not None:
            engine._execute(f"SET query_timeout = {query_seconds}, insert_timeout = {query_seconds}")
        return engine

    def first_rows(self, sql: str, limit: int) -> Sequence[Row]:
        with self._connection.cursor(pymysql.cursors.SSCursor) as cursor:
            cursor.execute(sql)
            return list(islice(cursor, limit))

    def create_empty_like(self, table: Name, like: Name, columns: Sequence[str]) -> None:
        self.drop(table)
        self._execute(
            f"CREATE TABLE {quoted(table, QUOTE)} AS "
            f"SELECT {listed(columns, QUOTE)} FROM {quoted(like, QUOTE)} WHERE FALSE"
        )

    def insert_query(self, table: Name, columns: Sequence[str], sql: str) -> None:
        names = listed(columns, QUOTE)
        self._execute(f"INSERT INTO {quoted(table, QUOTE)} ({names}) SELECT {names} FROM ({sql}) AS `made`")

    def insert_rows(self, table: Name, columns: Sequence[str], rows: Iterable[Row]) -> int:
        head = f"INSERT INTO {quoted(table, QUOTE)} ({listed(columns, QUOTE)}) VALUES "
        marks = "(" + ", ".join(["%s"] * len(columns)) + ")"
        source = iter(rows)
        count = 0
        while batch := list(islice(source, BATCH)):
            with self._connection.cursor() as cursor:
                values = ", ".join(cursor.mogrify(marks, tuple(row)) for row in batch)
                cursor.execute(head + values)
            count += len(batch)
        return count

    def publish(self, table: Name, staging: Name, columns: Sequence[str]) -> None:
        names = listed(columns, QUOTE)
        self._execute(f"INSERT OVERWRITE {quoted(table, QUOTE)} ({names}) SELECT {names} FROM {quoted(staging, QUOTE)}")

    def merge(self, table: Name, delta: Name, columns: Sequence[str], key: Sequence[str]) -> None:
        names, target = listed(columns, QUOTE), quoted(table, QUOTE)
        same = " AND ".join(f"`d`.{quoted([k], QUOTE)} = `t`.{quoted([k], QUOTE)}" for k in key)
        self._execute(
            f"INSERT OVERWRITE {target} ({names}) "
            f"SELECT {listed(columns, QUOTE, '`t`.')} FROM {target} AS `t` "
            f"LEFT ANTI JOIN {quoted(delta, QUOTE)} AS `d` ON {same} "
            f"UNION ALL SELECT {names} FROM {quoted(delta, QUOTE)}"
        )

    def count(self, table: Name) -> int:
        return int(str(self.first_rows(f"SELECT COUNT(*) FROM {quoted(table, QUOTE)}", 1)[0][0]))

    def stream(self, table: Name, columns: Sequence[str], size: int) -> Iterator[Sequence[Row]]:
        with self._connection.cursor(pymysql.cursors.SSCursor) as cursor:
            cursor.execute(f"SELECT {listed(columns, QUOTE)} FROM {quoted(table, QUOTE)}")
            while batch := cursor.fetchmany(size):
                yield batch

    def drop(self, table: Name) -> None:
        # FORCE: the files go too, else every run would leave its staging behind in the tenant's prefix.
        self._execute(f"DROP TABLE IF EXISTS {quoted(table, QUOTE)} FORCE")

    def close(self) -> None:
        self._connection.close()

    def _execute(self, sql: str) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(sql)
