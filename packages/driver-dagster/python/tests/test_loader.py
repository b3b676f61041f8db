from __future__ import annotations

import datetime
import json
from pathlib import Path

import dagster as dg
import pytest

from akili_dagster import ManifestError, load_definitions
from akili_dagster.manifest import digest_of_text
from conftest import Document, World, document_of, redone, text_of

ACME = dg.AssetKey(["acme-corp", "sales", "daily_revenue"])
ORDERS = dg.AssetKey(["acme-corp", "sales__raw", "daily_revenue__orders"])
PRODUCTS = dg.AssetKey(["acme-corp", "sales__raw", "daily_revenue__products"])
MANIFEST = dg.AssetKey(["acme-corp", "akili_manifest"])


def loaded(document: Document | None) -> dg.Definitions:
    definitions = load_definitions(None if document is None else text_of(document))
    dg.Definitions.validate_loadable(definitions)
    return definitions


def keys_of(definitions: dg.Definitions) -> set[dg.AssetKey]:
    return set(definitions.resolve_asset_graph().get_all_asset_keys())


def text_metadata(definitions: dg.Definitions, key: dg.AssetKey) -> dict[str, str]:
    metadata = definitions.resolve_asset_graph().get(key).metadata
    return {name: str(getattr(value, "value", value)) for name, value in metadata.items() if name.startswith("akili/")}


def renamed(entry: Document, name: str) -> Document:
    other: Document = json.loads(json.dumps(entry).replace("daily_revenue", name))
    other["transform"]["sha256"] = digest_of_text(other["transform"]["sql"])
    return redone(other)


def test_a_product_and_its_inputs_become_assets_of_the_tenant() -> None:
    definitions = loaded(document_of("acme-corp"))
    assert keys_of(definitions) == {ACME, ORDERS, PRODUCTS, MANIFEST}
    node = definitions.resolve_asset_graph().get(ACME)
    assert node.parent_keys == {ORDERS, PRODUCTS}
    assert node.group_name == "sales"
    assert node.owners == ["data-team@acme-corp.com"]
    assert node.code_version == "1.0.0"
    assert node.tags["akili/classification"] == "confidential"
    assert node.tags["akili/financial"] == ""
    assert node.kinds == {"duckdb", "sql"}
    assert node.pools == {"akili/acme-corp/sales/daily_revenue"}
    policy = node.freshness_policy
    assert isinstance(policy, dg.FreshnessPolicy)
    assert policy == dg.FreshnessPolicy.time_window(
        fail_window=datetime.timedelta(days=2), warn_window=datetime.timedelta(days=1.5)
    )


def test_an_asset_carries_what_the_driver_reads_back() -> None:
    document = document_of("acme-corp")
    definitions = loaded(document)
    assert text_metadata(definitions, ACME) == {
        "akili/tenant": document["tenant"]["id"],
        "akili/digest": document["assets"][0]["digest"],
        "akili/version": "1.0.0",
        "akili/schedule": "0 6 * * *",
        "akili/steward": "cfo@acme-corp.com",
        "akili/compliance": "sox",
    }
    assert text_metadata(definitions, MANIFEST)["akili/manifest"] == digest_of_text(text_of(document))


def test_schedules_run_in_utc_and_are_on_by_themselves() -> None:
    definitions = loaded(document_of("acme-corp"))
    schedules = {
        one.name: (one.cron_schedule, one.execution_timezone, one.default_status, one.job_name)
        for one in definitions.schedules or []
        if isinstance(one, dg.ScheduleDefinition)
    }
    on = dg.DefaultScheduleStatus.RUNNING
    assert schedules == {
        "sales__daily_revenue": ("0 6 * * *", "UTC", on, "sales__daily_revenue__run"),
        # `products` is due at the same time as the product and is loaded by its run.
        "sales__raw__daily_revenue__orders": ("0 */4 * * *", "UTC", on, "sales__daily_revenue__orders__run"),
    }
    job = definitions.resolve_job_def("sales__daily_revenue__run")
    assert job.asset_layer.selected_asset_keys == {ACME, PRODUCTS}


def test_runs_carry_retries_timeout_priority_and_resources() -> None:
    job = loaded(document_of("globex-inc")).resolve_job_def("finance__weekly_transaction_summary__run")
    tags = {name: value for name, value in job.tags.items() if name.startswith(("dagster/max", "dagster/p", "akili"))}
    assert tags == {
        "akili/tenant": "globex-inc",
        "dagster/max_retries": "3",
        "dagster/max_runtime": "3600",
        "dagster/priority": "10",
    }
    asked = {"cpu": "2000m", "memory": "4294967296"}
    assert json.loads(job.tags["dagster-k8s/config"]) == {
        "container_config": {"resources": {"requests": asked, "limits": asked}}
    }


def test_critical_checks_block_and_warnings_do_not() -> None:
    definitions = loaded(document_of("acme-corp"))
    graph = definitions.resolve_asset_graph()
    blocking = {key.name: graph.get_check_spec(key).blocking for key in graph.get_check_keys_for_assets({ACME})}
    assert blocking == {"no_null_dates": True, "positive_revenue": True, "freshness": True, "net_lte_gross": False}


def test_a_broken_product_is_set_aside_and_the_others_load() -> None:
    document = document_of("acme-corp")
    good = document["assets"][0]
    document["assets"] = [good, {**renamed(good, "daily_refunds"), "version": 7}]
    definitions = loaded(document)
    aside = dg.AssetKey(["acme-corp", "sales", "daily_refunds"])
    assert keys_of(definitions) == {ACME, ORDERS, PRODUCTS, MANIFEST, aside}
    node = definitions.resolve_asset_graph().get(aside)
    assert node.is_executable is False
    assert text_metadata(definitions, aside)["akili/problem"] == (
        "its entry cannot be read: version: Input should be a valid string."
    )
    assert text_metadata(definitions, MANIFEST)["akili/aside"] == "1"


@pytest.mark.parametrize(
    "entry", [None, 7, {}, {"key": ["globex-inc", "finance", "x"]}, {"key": ["acme-corp", "a/b", 1]}]
)
def test_an_entry_without_a_usable_key_is_set_aside_under_its_place(entry: object) -> None:
    document = document_of("acme-corp")
    document["assets"].append(entry)
    definitions = loaded(document)
    assert dg.AssetKey(["acme-corp", "akili_aside", "entry_2"]) in keys_of(definitions)
    assert ACME in keys_of(definitions)


def test_what_dagster_itself_refuses_is_set_aside_too() -> None:
    document = document_of("acme-corp")
    bad = renamed(document["assets"][0], "daily_refunds")
    bad["schedule"]["cron"] = "61 * * * *"
    document["assets"].append(redone(bad))
    definitions = loaded(document)
    aside = dg.AssetKey(["acme-corp", "sales", "daily_refunds"])
    assert text_metadata(definitions, aside)["akili/problem"].startswith("Dagster refuses it: ")
    assert definitions.resolve_asset_graph().get(ACME).is_executable


def test_a_product_that_is_there_twice_is_set_aside_the_second_time() -> None:
    document = document_of("acme-corp")
    document["assets"].append(document["assets"][0])
    definitions = loaded(document)
    assert definitions.resolve_asset_graph().get(ACME).is_executable
    assert text_metadata(definitions, MANIFEST)["akili/aside"] == "1"


def test_a_suspended_tenant_has_assets_and_nothing_that_runs() -> None:
    document = document_of("acme-corp")
    document["tenant"]["active"] = False
    definitions = loaded(document)
    assert definitions.resolve_asset_graph().get(ACME).is_executable is False
    assert list(definitions.schedules or []) == []


def test_a_location_without_a_manifest_is_empty() -> None:
    assert keys_of(loaded(None)) == set()


def test_a_manifest_of_another_schema_fails_the_location() -> None:
    with pytest.raises(ManifestError, match="schema version 2"):
        load_definitions(text_of({**document_of("acme-corp"), "schemaVersion": 2}))


def test_loading_needs_no_secret_and_no_engine(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("something was connected"))
    loaded(document_of("globex-inc", "starrocks"))


def test_the_component_loads_the_manifest_beside_it(tmp_path: Path) -> None:
    from dagster import ComponentLoadContext  # noqa: PLC0415

    from akili_dagster import AkiliTenantComponent  # noqa: PLC0415

    (tmp_path / "akili_manifest.json").write_text(text_of(document_of("acme-corp")), encoding="utf-8")

    class Context:
        path = tmp_path

    component = AkiliTenantComponent(manifest="akili_manifest.json")
    context: ComponentLoadContext = Context()  # type: ignore[assignment]
    assert ACME in keys_of(component.build_defs(context))
