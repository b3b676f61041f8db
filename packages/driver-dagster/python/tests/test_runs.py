"""The products of this repository, materialized by Dagster in this process; DuckDB stands for StarRocks."""

from __future__ import annotations

import datetime
from decimal import Decimal

import dagster as dg
import pytest

from akili_dagster import load_definitions
from akili_dagster.manifest import Asset, Head
from conftest import Document, World, document_of, lay_out, only_asset, text_of, today

ORDERS = ("order_id", "customer_id", "product_id", "amount", "currency", "region", "order_date", "created_at")
PRODUCTS = ("product_id", "product_name", "category", "unit_cost", "updated_at")
TRANSACTIONS = (
    *("transaction_id", "account_id", "amount", "currency", "transaction_type", "counterparty"),
    *("processed_at", "status"),
)  # fmt: skip


def order(number: int, amount: str, at: datetime.datetime, region: str = "eu") -> tuple[object, ...]:
    return (number, 7, 1, Decimal(amount), "EUR", region, at, at, at)


def acme(world: World) -> tuple[Document, Head, Asset]:
    document = {**document_of("acme-corp"), "cdc": "incremental"}
    head, asset = only_asset(document)
    lay_out(world, head, asset)
    world.tables["public.orders"] = (
        (*ORDERS, "updated_at"),
        [order(1, "10.00", today(1)), order(2, "5.50", today(2)), order(3, "4.00", today(-20), "us")],
    )
    world.tables["public.products"] = (PRODUCTS, [(1, "saw", "tools", Decimal("2.50"), today())])
    return document, head, asset


def run(world: World, document: Document, instance: dg.DagsterInstance) -> dg.ExecuteInProcessResult:
    """A run of everything, inputs first."""
    definitions = load_definitions(text_of(document), world.runtime)
    job = definitions.resolve_implicit_global_asset_job_def()
    return job.execute_in_process(instance=instance, raise_on_error=False)


def failures_of(result: dg.ExecuteInProcessResult) -> list[str]:
    found = []
    for event in result.get_step_failure_events() if hasattr(result, "get_step_failure_events") else result.all_events:
        if event.event_type_value != "STEP_FAILURE":
            continue
        data = event.step_failure_data
        details = data.user_failure_data
        found.append(details.description or "" if details is not None else str(data.error))
    return found


def evaluations(result: dg.ExecuteInProcessResult) -> dict[str, tuple[bool, str]]:
    return {one.check_name: (one.passed, one.severity.name) for one in result.get_asset_check_evaluations()}


@pytest.fixture
def instance() -> dg.DagsterInstance:
    return dg.DagsterInstance.ephemeral()


def test_acme_publishes_its_daily_revenue(world: World, instance: dg.DagsterInstance) -> None:
    document, head, asset = acme(world)
    result = run(world, document, instance)
    assert failures_of(result) == []
    assert world.rows(asset.output.table) == [
        (today(-24), "us", "tools", 1, Decimal("4.00"), Decimal("1.50"), 4.0),
        (today(), "eu", "tools", 2, Decimal("15.50"), Decimal("10.50"), 7.75),
    ]
    assert evaluations(result) == {
        "no_null_dates": (True, "ERROR"),
        "positive_revenue": (True, "ERROR"),
        "freshness": (True, "ERROR"),
        "net_lte_gross": (True, "WARN"),
    }
    assert [(topic, event["event_type"]) for topic, event in world.heard.events] == [
        ("acme-corp.daily_revenue.execution.events", "execution.completed"),
        ("acme-corp.daily_revenue.data.available", "data.available"),
    ]
    assert world.heard.events[1][1]["payload"] == {
        "product": "daily_revenue",
        "namespace": "sales",
        "version": "1.0.0",
        "rows": 2,
    }
    assert {event["tenant_id"] for _, event in world.heard.events} == {head.tenant.id}


def test_a_failing_critical_check_leaves_the_last_good_data(world: World, instance: dg.DagsterInstance) -> None:
    document, _, asset = acme(world)
    run(world, document, instance)
    good = world.rows(asset.output.table)
    world.heard.events.clear()
    names, rows = world.tables["public.orders"]
    world.tables["public.orders"] = (names, [*rows, order(4, "-900.00", today(3))])
    result = run(world, document, instance)
    assert failures_of(result) == ["Not published, the last good data stays: positive_revenue did not pass."]
    assert world.rows(asset.output.table) == good
    assert evaluations(result)["positive_revenue"] == (False, "ERROR")
    assert evaluations(result)["no_null_dates"] == (True, "ERROR")
    assert [event["event_type"] for _, event in world.heard.events] == ["quality.check.failed"]


def test_a_failing_warning_is_recorded_and_publishes(world: World, instance: dg.DagsterInstance) -> None:
    document, _, asset = acme(world)
    world.tables["public.products"] = (PRODUCTS, [(1, "saw", "tools", Decimal("-2.50"), today())])
    result = run(world, document, instance)
    assert failures_of(result) == []
    assert evaluations(result)["net_lte_gross"] == (False, "WARN")
    assert len(world.rows(asset.output.table)) == 2


def test_an_empty_product_is_not_fresh(world: World, instance: dg.DagsterInstance) -> None:
    document, _, _ = acme(world)
    world.tables["public.orders"] = ((*ORDERS, "updated_at"), [])
    result = run(world, document, instance)
    assert failures_of(result) == ["Not published, the last good data stays: freshness did not pass."]
    freshness = next(one for one in result.get_asset_check_evaluations() if one.check_name == "freshness")
    assert (freshness.description, freshness.metadata["akili/outcome"].value) == ("it gave NULL", "error")


def test_cdc_is_refused_and_nothing_runs_on_what_was_never_loaded(world: World, instance: dg.DagsterInstance) -> None:
    document, _, asset = acme(world)
    result = run(world, {**document, "cdc": "refuse"}, instance)
    assert [text.split(". ")[0] for text in failures_of(result)] == [
        "The input `orders` asks for `cdc`, which akili-dagster does not do yet"
    ]
    assert world.rows(asset.output.table) == []


def test_a_product_by_itself_waits_for_its_inputs(world: World, instance: dg.DagsterInstance) -> None:
    document, _, asset = acme(world)
    definitions = load_definitions(text_of(document), world.runtime)
    job = definitions.resolve_job_def("sales__daily_revenue__run")
    result = job.execute_in_process(instance=instance, raise_on_error=False)
    assert failures_of(result) == [
        "The input `orders` was never loaded: materialize acme-corp/sales__raw/daily_revenue__orders first."
    ]
    assert world.rows(asset.output.table) == []


def test_the_second_run_reads_only_what_is_new(world: World, instance: dg.DagsterInstance) -> None:
    document, _, _ = acme(world)
    run(world, document, instance)
    assert [one.since for one in world.asked if one is not None] == [None, None]
    world.asked.clear()
    run(world, document, instance)
    assert sorted(str(one.since) for one in world.asked if one is not None) == sorted([str(today()), str(today(2))])


def test_globex_publishes_and_serves_its_weekly_summary(world: World, instance: dg.DagsterInstance) -> None:
    document = document_of("globex-inc")
    head, asset = only_asset(document)
    lay_out(world, head, asset)
    monday = today() - datetime.timedelta(days=today().weekday())
    world.tables["public.transactions"] = (
        TRANSACTIONS,
        [
            (1, 11, Decimal("100.00"), "USD", "wire", "initech", monday, "completed"),
            (2, 12, Decimal("-30.25"), "USD", "wire", "initech", monday, "completed"),
            (3, 12, Decimal("9.99"), "USD", "wire", "hooli", monday, "pending"),
        ],
    )
    result = run(world, document, instance)
    assert failures_of(result) == []
    summary = (monday, "wire", "USD", 2, Decimal("100.00"), Decimal("30.25"), Decimal("69.75"), 2, 1)
    assert world.rows(asset.output.table) == [summary]
    assert world.lookup.rows == [(head.tenant.id, *summary)]
    assert [topic for topic, _ in world.heard.events] == [
        "globex-inc.weekly_transaction_summary.execution.events",
        "globex-inc.weekly_transaction_summary.data.available",
    ]


def test_a_secret_in_a_clients_words_is_not_told(world: World, instance: dg.DagsterInstance) -> None:
    document, _, _ = acme(world)

    def refuse(*_: object) -> None:
        raise OSError("login failed for loader with hunter2-hunter2")

    def runtime(_head: Head) -> object:
        made = world.runtime()
        return type(made)(
            **{**made.__dict__, "open_source": refuse, "scrub": lambda text: text.replace("hunter2-hunter2", "***")}
        )

    definitions = load_definitions(text_of(document), runtime)  # type: ignore[arg-type]
    job = definitions.resolve_implicit_global_asset_job_def()
    result = job.execute_in_process(instance=instance, raise_on_error=False)
    assert set(failures_of(result)) == {"OSError: login failed for loader with ***"}
    assert all("hunter2" not in str(event) for event in result.all_events)
