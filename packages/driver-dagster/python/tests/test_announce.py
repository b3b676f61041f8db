"""The real client library against its own broker in memory."""

from __future__ import annotations

import json

import pytest

from akili_dagster.announce import AnnounceError, KafkaAnnouncer, producer_settings
from akili_dagster.run_product import envelope
from akili_dagster.secrets import Secret
from conftest import document_of, only_asset


def test_an_event_arrives_once_the_call_returns() -> None:
    announcer = KafkaAnnouncer({}, None, {"test.mock.num.brokers": 1})
    announcer.announce("acme-corp.daily_revenue.data.available", "daily_revenue", {"b": 1, "a": "ü"})
    announcer.close()


def test_a_broker_that_is_not_there_is_one_clear_error() -> None:
    announcer = KafkaAnnouncer({"brokers": ["127.0.0.1:1"]}, None, {"message.timeout.ms": 300})
    with pytest.raises(AnnounceError, match=r"^The broker refused an event for t: "):
        announcer.announce("t", "k", {})


def test_the_tenants_login_goes_by_scram() -> None:
    secret = Secret("env:X", {"username": "tenant-acme-corp", "password": "sesame"})
    made = producer_settings({"brokers": ["a:1", "b:2"], "ca": "/ca.pem"}, secret)
    assert made == {
        "bootstrap.servers": "a:1,b:2",
        "client.id": "akili-dagster",
        "enable.idempotence": True,
        "message.timeout.ms": 30_000,
        "security.protocol": "SASL_SSL",
        "sasl.mechanism": "SCRAM-SHA-256",
        "sasl.username": "tenant-acme-corp",
        "sasl.password": "sesame",
        "ssl.ca.location": "/ca.pem",
    }


def test_the_same_run_gives_an_event_the_same_id() -> None:
    head, _ = only_asset(document_of("acme-corp"))
    payload = {"namespace": "sales", "product": "daily_revenue"}
    first, again, other = (envelope(head.tenant, run, "data.available", payload) for run in ("r1", "r1", "r2"))
    assert first["event_id"] == again["event_id"] != other["event_id"]
    assert json.loads(json.dumps(first))["correlation_id"] == "r1"
