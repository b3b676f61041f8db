from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from akili_dagster.manifest import Manifest, ManifestError, json_schema, read_asset, read_manifest
from conftest import Document, document_of, redone, text_of

SCHEMA = Path(__file__).parents[4] / "schemas" / "dagster-manifest.schema.json"


@pytest.mark.parametrize("slug", ["acme-corp", "globex-inc"])
@pytest.mark.parametrize("dialect", ["duckdb", "starrocks"])
def test_what_the_driver_writes_is_read_whole(slug: str, dialect: str) -> None:
    document = document_of(slug, dialect)
    assert Manifest.model_validate(document).tenant.slug == slug
    read = read_manifest(text_of(document))
    assert [read_asset(read.head, entry).key[0] for entry in read.entries] == [slug]


def test_the_committed_schema_is_that_of_the_models() -> None:
    text = json.dumps(json_schema(), indent=2) + "\n"
    if os.environ.get("BLESS") == "1":
        SCHEMA.write_text(text, encoding="utf-8")
    assert SCHEMA.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "The manifest is not JSON."),
        ("[]", "The manifest is not a JSON object."),
        (
            '{"schemaVersion": 2}',
            "The manifest has schema version 2, and this akili-dagster reads 1: install the akili-dagster of the "
            "release that wrote it.",
        ),
        ('{"schemaVersion": 1}', "The manifest has no list of assets."),
    ],
)
def test_a_manifest_that_cannot_be_used_is_one_clear_error(text: str, message: str) -> None:
    with pytest.raises(ManifestError) as raised:
        read_manifest(text)
    assert str(raised.value) == message


def test_a_value_of_a_broken_head_is_not_repeated() -> None:
    document = document_of("acme-corp")
    document["connections"][0]["password"] = "hunter2-hunter2"
    with pytest.raises(ManifestError) as raised:
        read_manifest(text_of(document))
    assert str(raised.value) == ("The manifest cannot be read: connections.0.password: Extra inputs are not permitted.")


def test_a_manifest_of_another_tenant_is_refused() -> None:
    document = document_of("acme-corp")
    document["akili"]["tenant"] = document_of("globex-inc")["tenant"]["id"]
    with pytest.raises(ManifestError, match="marked for another tenant"):
        read_manifest(text_of(document))


def broken(entry: Document) -> str:
    read = read_manifest(text_of(document_of("acme-corp")))
    with pytest.raises(ManifestError) as raised:
        read_asset(read.head, entry)
    return str(raised.value)


def test_an_entry_that_was_edited_by_hand_is_refused() -> None:
    entry = document_of("acme-corp")["assets"][0]
    entry["checks"][0]["threshold"] = "1000"
    assert broken(entry) == "its entry is not what the compiler wrote: the digest does not hold"


def test_an_entry_that_reaches_into_another_tenant_is_refused() -> None:
    entry = document_of("acme-corp")["assets"][0]
    entry["dependencies"] = [["globex-inc", "finance", "weekly_transaction_summary"]]
    assert broken(redone(entry)) == "its entry names an asset that is not the tenant's"


def test_an_entry_that_writes_into_another_catalog_is_refused() -> None:
    entry = document_of("acme-corp")["assets"][0]
    entry["output"]["staging"][0] = "tenant_globex_inc_catalog"
    assert broken(redone(entry)) == "its entry names a table outside the tenant's catalog"


def test_a_transform_that_the_engine_cannot_run_says_why() -> None:
    entry = document_of("acme-corp")["assets"][0]
    entry["transform"] = {"sql": None, "sha256": None, "refused": "`ASOF JOIN` has no equal on StarRocks"}
    assert broken(redone(entry)) == ("its transform cannot run on this engine: `ASOF JOIN` has no equal on StarRocks")
