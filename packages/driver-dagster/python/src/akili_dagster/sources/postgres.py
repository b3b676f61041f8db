"""PostgreSQL as a source, through a cursor on the server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import psycopg
from psycopg import sql

from ..secrets import Secret
from .source import Cursor, Extract, extracted

BATCH = 10_000


class PostgresSource:
    errors: tuple[type[Exception], ...] = (psycopg.Error,)

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    @classmethod
    def open(cls, config: Mapping[str, Any], secret: Secret) -> PostgresSource:
        return cls(
            psycopg.connect(
                host=str(config.get("host", "")),
                port=int(config.get("port", 5432)),
                dbname=str(config.get("database", "")),
                user=secret.part("username"),
                password=secret.part("password"),
                sslmode=str(config.get("ssl_mode", "prefer")),
                connect_timeout=30,
                application_name="akili-dagster",
                options="-c default_transaction_read_only=on -c TimeZone=UTC",
            )
        )

    def extract(self, resource: str, columns: Sequence[str], cursor: Cursor | None) -> Extract:
        return extracted(self._rows(resource, columns, cursor), cursor)

    def _rows(self, resource: str, columns: Sequence[str], cursor: Cursor | None) -> Iterator[Sequence[object]]:
        names = [*columns, *([] if cursor is None else [cursor.column])]
        query = sql.SQL("SELECT {} FROM {}").format(
            sql.SQL(", ").join(map(sql.Identifier, names)), sql.Identifier(*resource.split("."))
        )
        values: list[str] = []
        if cursor is not None and cursor.since is not None:
            query += sql.SQL(" WHERE {} >= %s").format(sql.Identifier(cursor.column))
            values.append(cursor.since)
        with self._connection.transaction(), self._connection.cursor(name="akili_extract") as rows:
            rows.itersize = BATCH
            rows.execute(query, values)
            yield from rows

    def close(self) -> None:
        self._connection.close()
