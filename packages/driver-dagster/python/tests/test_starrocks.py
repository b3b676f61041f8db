"""What is said to StarRocks, word for word; a real one needs more than this machine has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import pymysql
from pymysql.converters import escape_item

from akili_dagster.engines.starrocks import StarRocks

TABLE = ("tenant_acme_corp_catalog", "sales", "daily_revenue")
STAGING = (*TABLE[:2], "daily_revenue__staging")


class Said:
    """A connection that writes down what it is told."""

    def __init__(self, rows: Sequence[tuple[object, ...]] = ()) -> None:
        self.statements: list[str] = []
        self.rows = list(rows)

    def cursor(self, _kind: object = None) -> Said:
        return self

    def __enter__(self) -> Said:
        return self

    def __exit__(self, *_: object) -> None:
        return

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        return iter(self.rows)

    def execute(self, sql: str) -> None:
        self.statements.append(sql)

    def mogrify(self, marks: str, values: tuple[Any, ...]) -> str:
        return marks % tuple(escape_item(value, "utf8mb4") for value in values)


def said(*rows: tuple[object, ...]) -> tuple[StarRocks, list[str]]:
    connection = Said(rows)
    made: pymysql.Connection[Any] = connection  # type: ignore[assignment]
    return StarRocks(made), connection.statements


def test_write_audit_publish() -> None:
    engine, statements = said()
    engine.create_empty_like(STAGING, TABLE, ["date", "region"])
    engine.insert_query(STAGING, ["date", "region"], "SELECT 1")
    engine.publish(TABLE, STAGING, ["date", "region"])
    engine.drop(STAGING)
    table = "`tenant_acme_corp_catalog`.`sales`.`daily_revenue`"
    staging = "`tenant_acme_corp_catalog`.`sales`.`daily_revenue__staging`"
    assert statements == [
        f"DROP TABLE IF EXISTS {staging} FORCE",
        f"CREATE TABLE {staging} AS SELECT `date`, `region` FROM {table} WHERE FALSE",
        f"INSERT INTO {staging} (`date`, `region`) SELECT `date`, `region` FROM (SELECT 1) AS `made`",
        f"INSERT OVERWRITE {table} (`date`, `region`) SELECT `date`, `region` FROM {staging}",
        f"DROP TABLE IF EXISTS {staging} FORCE",
    ]


def test_a_merge_is_one_commit() -> None:
    engine, statements = said()
    engine.merge(TABLE, STAGING, ["id", "note"], ["id"])
    assert statements == [
        "INSERT OVERWRITE `tenant_acme_corp_catalog`.`sales`.`daily_revenue` (`id`, `note`) "
        "SELECT `t`.`id`, `t`.`note` FROM `tenant_acme_corp_catalog`.`sales`.`daily_revenue` AS `t` "
        "LEFT ANTI JOIN `tenant_acme_corp_catalog`.`sales`.`daily_revenue__staging` AS `d` ON `d`.`id` = `t`.`id` "
        "UNION ALL SELECT `id`, `note` FROM `tenant_acme_corp_catalog`.`sales`.`daily_revenue__staging`"
    ]


def test_values_are_values_and_never_statements() -> None:
    engine, statements = said()
    assert engine.insert_rows(TABLE, ["id", "note"], [(1, "it's \\ %s"), (Decimal("2.50"), None)]) == 2
    assert statements == [
        "INSERT INTO `tenant_acme_corp_catalog`.`sales`.`daily_revenue` (`id`, `note`) VALUES "
        "(1, 'it\\'s \\\\ %s'), (2.50, NULL)"
    ]


def test_a_backtick_in_a_name_stays_in_the_name() -> None:
    engine, statements = said()
    engine.drop(["c", "d", "a` b"])
    assert statements == ["DROP TABLE IF EXISTS `c`.`d`.`a`` b` FORCE"]


def test_no_more_rows_are_read_than_asked_for() -> None:
    engine, _ = said((1,), (2,), (3,))
    assert engine.first_rows("SELECT 1", 2) == [(1,), (2,)]
