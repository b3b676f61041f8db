"""MySQL and MariaDB as a source, streamed without a buffer on the client."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pymysql
import pymysql.cursors

from ..secrets import Secret
from .source import Cursor, Extract, extracted


def _quoted(name: str) -> str:
    return ".".join("`" + part.replace("`", "``") + "`" for part in name.split("."))


class MysqlSource:
    errors: tuple[type[Exception], ...] = (pymysql.MySQLError,)

    def __init__(self, connection: pymysql.Connection[Any]) -> None:
        self._connection = connection

    @classmethod
    def open(cls, config: Mapping[str, Any], secret: Secret) -> MysqlSource:
        encrypted = str(config.get("ssl_mode", "disable")).lower() not in {"disable", "disabled", "prefer", "allow"}
        connection = pymysql.connect(
            host=str(config.get("host", "")),
            port=int(config.get("port", 3306)),
            database=str(config.get("database", "")) or None,
            user=secret.part("username"),
            password=secret.part("password"),
            connect_timeout=30,
            charset="utf8mb4",
            init_command="SET time_zone = '+00:00'",
            ssl=ssl.create_default_context() if encrypted else None,
        )
        with connection.cursor() as cursor:
            cursor.execute("SET SESSION TRANSACTION READ ONLY")
        return cls(connection)

    def extract(self, resource: str, columns: Sequence[str], cursor: Cursor | None) -> Extract:
        return extracted(self._rows(resource, columns, cursor), cursor)

    def _rows(self, resource: str, columns: Sequence[str], cursor: Cursor | None) -> Iterator[Sequence[object]]:
        names = [*columns, *([] if cursor is None else [cursor.column])]
        query = f"SELECT {', '.join(map(_quoted, names))} FROM {_quoted(resource)}"
        values: list[str] = []
        if cursor is not None and cursor.since is not None:
            query += f" WHERE {_quoted(cursor.column)} >= %s"
            values.append(cursor.since)
        with self._connection.cursor(pymysql.cursors.SSCursor) as rows:
            rows.execute(query, values)
            yield from rows

    def close(self) -> None:
        self._connection.close()
