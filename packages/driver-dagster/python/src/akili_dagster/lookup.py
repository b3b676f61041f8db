"""The lookup table of a product on PostgreSQL: made equal to the product in one transaction, as the tenant."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from .encryption import authority, encrypted
from .manifest import Column, LookupTable
from .secrets import Secret


class Lookup(Protocol):
    errors: tuple[type[Exception], ...]

    def replace(
        self, table: LookupTable, tenant_id: str, columns: Sequence[Column], rows: Iterable[Sequence[object]]
    ) -> int:
        """Makes the tenant's rows of the table these. Answers how many. Readers see before or after."""

    def close(self) -> None: ...


class PostgresLookup:
    """
    With a key, rows are upserted by it and those that are gone from the product are deleted, so that what did not
    change is not rewritten under its readers; without one the tenant's rows are replaced. Everything happens as the
    tenant's owner role, and row-level security holds it to the tenant's id.
    """

    errors: tuple[type[Exception], ...] = (psycopg.Error,)

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    @classmethod
    def open(cls, settings: Mapping[str, Any], secret: Secret) -> PostgresLookup:
        tls = encrypted(settings, [str(settings.get("host", ""))])
        return cls(
            psycopg.connect(
                host=str(settings.get("host", "")),
                port=int(settings.get("port", 5432)),
                dbname=str(settings.get("database", "akili")),
                user=secret.part("username"),
                password=secret.part("password"),
                sslmode="verify-full" if tls else "prefer",
                sslrootcert=(authority(settings) or "system") if tls else None,
                connect_timeout=30,
                application_name="akili-dagster",
                options="-c TimeZone=UTC",
            )
        )

    def replace(
        self, table: LookupTable, tenant_id: str, columns: Sequence[Column], rows: Iterable[Sequence[object]]
    ) -> int:
        names = [table.tenantColumn, *(column.name for column in columns)]
        target = sql.Identifier(table.table_schema, table.table)
        incoming = sql.Identifier("pg_temp", "akili_incoming")
        listed = sql.SQL(", ").join(map(sql.Identifier, names))
        with self._connection.transaction(), self._connection.cursor() as cursor:
            cursor.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(table.owner)))
            cursor.execute(
                sql.SQL("CREATE TEMPORARY TABLE akili_incoming ON COMMIT DROP AS SELECT {} FROM {} WHERE FALSE").format(
                    listed, target
                )
            )
            count = 0
            with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(incoming, listed)) as copy:
                for row in rows:
                    values = [_value(value, column) for value, column in zip(row, columns, strict=True)]
                    copy.write_row([tenant_id, *values])
                    count += 1
            insert = sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {}").format(target, listed, listed, incoming)
            mine = sql.SQL("{} = %s").format(sql.Identifier(table.tenantColumn))
            if not table.key:
                cursor.execute(sql.SQL("DELETE FROM {} WHERE ").format(target) + mine, [tenant_id])
                cursor.execute(insert)
                return count
            cursor.execute(self._gone(table, target, incoming) + mine, [tenant_id])
            cursor.execute(insert + self._conflict(table, names))
            return count

    @staticmethod
    def _gone(table: LookupTable, target: sql.Identifier, incoming: sql.Identifier) -> sql.Composed:
        same = sql.SQL(" AND ").join(
            sql.SQL("i.{0} IS NOT DISTINCT FROM t.{0}").format(sql.Identifier(name)) for name in table.key
        )
        return sql.SQL("DELETE FROM {} AS t WHERE NOT EXISTS (SELECT 1 FROM {} AS i WHERE {}) AND t.").format(
            target, incoming, same
        )

    @staticmethod
    def _conflict(table: LookupTable, names: Sequence[str]) -> sql.Composed:
        key = [table.tenantColumn, *table.key]
        rest = [name for name in names if name not in key]
        head = sql.SQL(" ON CONFLICT ({}) DO ").format(sql.SQL(", ").join(map(sql.Identifier, key)))
        if not rest:
            return head + sql.SQL("NOTHING")
        sets = sql.SQL(", ").join(sql.SQL("{0} = EXCLUDED.{0}").format(sql.Identifier(name)) for name in rest)
        return head + sql.SQL("UPDATE SET ") + sets

    def close(self) -> None:
        self._connection.close()


def _value(value: object, column: Column) -> object:
    """Engines without a boolean answer 0 and 1, those without a zone-less instant one in UTC."""
    if column.type == "boolean" and isinstance(value, int):
        return bool(value)
    if isinstance(value, datetime.datetime) and value.tzinfo is not None:
        return value.astimezone(datetime.timezone.utc).replace(tzinfo=None)
    if column.type == "json" and value is not None and not isinstance(value, str):
        return Jsonb(value)
    return value
