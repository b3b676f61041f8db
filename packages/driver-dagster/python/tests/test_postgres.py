"""A source and a lookup table behind RLS on a real PostgreSQL, where AKILI_TEST_POSTGRES is a superuser's URL."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from decimal import Decimal

import dagster as dg
import psycopg
import pytest

from akili_dagster import load_definitions
from akili_dagster.lookup import PostgresLookup
from akili_dagster.manifest import Column, LookupTable
from akili_dagster.runtime import Runtime
from akili_dagster.secrets import Secret
from akili_dagster.sources import Cursor
from akili_dagster.sources.postgres import PostgresSource
from conftest import World, document_of, lay_out, only_asset, text_of, today

URL = os.environ.get("AKILI_TEST_POSTGRES")
pytestmark = pytest.mark.skipif(URL is None, reason="AKILI_TEST_POSTGRES names no server")

GLOBEX = "b2d9e7f1-3c58-4e6a-8d21-5f7a9c0b4e62"
OTHER = "0b7d5e3a-2f44-4c52-8a61-9c1e7f3d2b10"
SCHEMA = "tenant_globex_inc__finance"
COLUMNS = [
    Column(name="week_start", type="timestamp", nullable=True),
    Column(name="currency", type="varchar", nullable=True),
    Column(name="net_flow", type="decimal(38,2)", nullable=True),
]
KEYED = LookupTable(
    schema=SCHEMA, table="summary", owner="globex_owner", tenantColumn="tenant_id", key=("week_start", "currency")
)
MONDAY = datetime.datetime(2026, 1, 5)

LAYOUT = f"""
DROP SCHEMA IF EXISTS {SCHEMA} CASCADE; DROP SCHEMA IF EXISTS shop CASCADE;
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'globex_owner') THEN
    CREATE ROLE globex_owner NOLOGIN;
    CREATE ROLE globex_deployer LOGIN NOINHERIT PASSWORD 'sesame';
    CREATE ROLE shop_reader LOGIN PASSWORD 'sesame';
    GRANT globex_owner TO globex_deployer;
  END IF;
END $$;
CREATE SCHEMA {SCHEMA} AUTHORIZATION globex_owner;
CREATE TABLE {SCHEMA}.summary (tenant_id uuid NOT NULL, week_start timestamp, currency text, net_flow numeric(38,2),
  changed_at timestamptz DEFAULT clock_timestamp());
CREATE UNIQUE INDEX ON {SCHEMA}.summary (tenant_id, week_start, currency) NULLS NOT DISTINCT;
ALTER TABLE {SCHEMA}.summary ENABLE ROW LEVEL SECURITY; ALTER TABLE {SCHEMA}.summary FORCE ROW LEVEL SECURITY;
CREATE POLICY w ON {SCHEMA}.summary TO globex_owner USING (tenant_id = '{GLOBEX}') WITH CHECK (tenant_id = '{GLOBEX}');
ALTER TABLE {SCHEMA}.summary OWNER TO globex_owner;
INSERT INTO {SCHEMA}.summary VALUES ('{OTHER}', '2026-01-05', 'EUR', 5);
CREATE SCHEMA shop; GRANT USAGE ON SCHEMA shop TO shop_reader;
CREATE TABLE shop.orders (order_id bigint, amount numeric(18,2), paid boolean, note jsonb, updated_at timestamptz);
INSERT INTO shop.orders VALUES
  (1, 10.50, true, '{{"a": 1}}', '2026-01-01 00:00:00+00'), (2, 0.1, false, null, '2026-01-02 00:00:00+00');
GRANT SELECT ON shop.orders TO shop_reader;
"""


@pytest.fixture
def admin() -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    with psycopg.connect(URL or "", autocommit=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(LAYOUT.encode())
        yield connection


def settings() -> dict[str, object]:
    parts = psycopg.conninfo.conninfo_to_dict(URL or "")
    return {"host": parts["host"], "port": int(str(parts["port"])), "database": parts["dbname"]}


def lookup() -> PostgresLookup:
    return PostgresLookup.open(settings(), Secret("env:X", {"username": "globex_deployer", "password": "sesame"}))


def replaced(table: LookupTable, *rows: tuple[object, ...]) -> int:
    store = lookup()
    try:
        return store.replace(table, GLOBEX, COLUMNS, iter(rows))
    finally:
        store.close()


def served(admin: psycopg.Connection[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return admin.execute(
        f"SELECT week_start, currency, net_flow FROM {SCHEMA}.summary WHERE tenant_id = '{GLOBEX}' ORDER BY 2"
    ).fetchall()


def test_rows_are_upserted_by_their_key_and_those_that_are_gone_go(
    admin: psycopg.Connection[tuple[object, ...]],
) -> None:
    assert replaced(KEYED, (MONDAY, "EUR", Decimal("1.00")), (MONDAY, None, Decimal("2.00"))) == 2
    assert replaced(KEYED, (MONDAY, None, Decimal("3.00")), (MONDAY, "USD", Decimal("4.00"))) == 2
    assert served(admin) == [(MONDAY, "USD", Decimal("4.00")), (MONDAY, None, Decimal("3.00"))]


def test_without_a_key_the_tenants_rows_are_replaced(admin: psycopg.Connection[tuple[object, ...]]) -> None:
    bare = KEYED.model_copy(update={"key": ()})
    replaced(bare, (MONDAY, "EUR", Decimal("1.00")))
    replaced(bare, (MONDAY, "USD", Decimal("2.00")))
    assert served(admin) == [(MONDAY, "USD", Decimal("2.00"))]


def test_nothing_of_another_tenant_moves(admin: psycopg.Connection[tuple[object, ...]]) -> None:
    replaced(KEYED)
    kept = admin.execute(f"SELECT net_flow FROM {SCHEMA}.summary WHERE tenant_id = '{OTHER}'").fetchall()
    assert kept == [(Decimal("5.00"),)]
    store = lookup()
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        store.replace(KEYED, OTHER, COLUMNS, iter([(MONDAY, "GBP", Decimal(1))]))
    store.close()


def test_rows_that_break_in_the_middle_change_nothing(admin: psycopg.Connection[tuple[object, ...]]) -> None:
    replaced(KEYED, (MONDAY, "EUR", Decimal("1.00")))
    store = lookup()
    with pytest.raises(psycopg.Error):
        store.replace(KEYED, GLOBEX, COLUMNS, iter([(MONDAY, "USD", Decimal(2)), ("no day", "USD", Decimal(3))]))
    store.close()
    assert served(admin) == [(MONDAY, "EUR", Decimal("1.00"))]


def test_a_source_is_read_whole_and_from_its_cursor_on(admin: psycopg.Connection[tuple[object, ...]]) -> None:
    source = PostgresSource.open(settings(), Secret("env:X", {"username": "shop_reader", "password": "sesame"}))
    whole = source.extract("shop.orders", ["order_id", "amount", "paid", "note"], Cursor("updated_at", None))
    assert [tuple(row) for row in whole.rows] == [
        (1, Decimal("10.50"), True, {"a": 1}),
        (2, Decimal("0.10"), False, None),
    ]
    assert whole.until == "2026-01-02 00:00:00+00:00"
    later = source.extract("shop.orders", ["order_id"], Cursor("updated_at", whole.until))
    assert [tuple(row) for row in later.rows] == [(2,)]
    source.close()


def test_a_source_is_never_written() -> None:
    source = PostgresSource.open(settings(), Secret("env:X", {"username": "shop_reader", "password": "sesame"}))
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        source._connection.execute("CREATE TEMPORARY TABLE t (a int)")
    source.close()


def test_a_wrong_password_is_the_sources_own_word(admin: psycopg.Connection[tuple[object, ...]]) -> None:
    with pytest.raises(psycopg.OperationalError) as raised:
        PostgresSource.open(settings(), Secret("env:X", {"username": "shop_reader", "password": "wrong-wrong"}))
    assert "wrong-wrong" not in str(raised.value)


def test_globex_is_loaded_run_and_served_through_a_real_server(
    admin: psycopg.Connection[tuple[object, ...]], world: World
) -> None:
    document = document_of("globex-inc")
    head, asset = only_asset(document)
    lay_out(world, head, asset)
    monday = today() - datetime.timedelta(days=today().weekday())
    columns = ", ".join(f"{column.name} {column.type}" for column in asset.inputs[0].columns)
    admin.execute(f"CREATE TABLE shop.transactions ({columns})".encode())
    admin.execute(
        "INSERT INTO shop.transactions VALUES (1, 11, 100, 'USD', 'wire', 'initech', %s, 'completed')", [monday]
    )
    admin.execute("GRANT SELECT ON shop.transactions TO shop_reader")
    made = ", ".join(f"{column.name} {column.type.replace('decimal', 'numeric')}" for column in asset.output.columns)
    table = f"{SCHEMA}.weekly_transaction_summary"
    admin.execute(f"CREATE TABLE {table} (tenant_id uuid NOT NULL, {made})".encode())
    key = ", ".join(("tenant_id", *asset.output.key))
    admin.execute(f"CREATE UNIQUE INDEX ON {table} ({key}) NULLS NOT DISTINCT".encode())
    admin.execute(f"ALTER TABLE {table} OWNER TO globex_owner".encode())
    entry = {**document["assets"][0]}
    entry["lookup"] = {**entry["lookup"], "owner": "globex_owner"}
    entry["inputs"] = [{**entry["inputs"][0], "resource": "shop.transactions"}]
    from conftest import redone  # noqa: PLC0415

    document["assets"] = [redone(entry)]
    reader = Secret("env:X", {"username": "shop_reader", "password": "sesame"})

    def runtime(_head: object) -> Runtime:
        return Runtime(
            open_engine=lambda _asset: world.engine,
            open_source=lambda _connection: PostgresSource.open(settings(), reader),
            open_lookup=lookup,
            open_announcer=lambda: world.heard,
            scrub=lambda text: text,
        )

    job = load_definitions(text_of(document), runtime).resolve_implicit_global_asset_job_def()
    assert job.execute_in_process(instance=dg.DagsterInstance.ephemeral()).success
    rows = admin.execute(f"SELECT tenant_id::text, week_start, net_flow FROM {table}".encode()).fetchall()
    assert rows == [(GLOBEX, monday, Decimal("100.00"))]
