"""Announces on a product's topics: new data, and what each run came to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Protocol

from .encryption import authority, encrypted
from .secrets import Secret


class AnnounceError(Exception):
    """The broker did not take an event."""


class Announcer(Protocol):
    def announce(self, topic: str, key: str, event: Mapping[str, Any]) -> None:
        """Returns once the broker has the event. Raises AnnounceError where it does not take it."""

    def close(self) -> None: ...


class KafkaAnnouncer:
    """A producer with the tenant's own login."""

    def __init__(self, settings: Mapping[str, Any], secret: Secret | None, extra: Mapping[str, Any] = {}) -> None:
        try:
            import confluent_kafka  # noqa: PLC0415 - only where events go to a broker.
        except ImportError:
            raise AnnounceError("Announcing needs the extra `akili-dagster[kafka]`.") from None
        self._errors = (confluent_kafka.KafkaException, BufferError)
        self._producer = confluent_kafka.Producer(producer_settings(settings, secret) | dict(extra))

    def announce(self, topic: str, key: str, event: Mapping[str, Any]) -> None:
        refused: list[str] = []

        def delivered(error: object, _message: object) -> None:
            if error is not None:
                refused.append(str(error))

        value = json.dumps(event, sort_keys=True, ensure_ascii=False)
        try:
            self._producer.produce(topic, key=key.encode(), value=value.encode(), on_delivery=delivered)
            left = self._producer.flush(60)
        except self._errors as error:
            raise AnnounceError(f"The broker refused an event for {topic}: {error}") from None
        if refused or left:
            raise AnnounceError(f"The broker refused an event for {topic}: {refused[0] if refused else 'no answer'}")

    def close(self) -> None:
        self._producer.flush(10)


def producer_settings(settings: Mapping[str, Any], secret: Secret | None) -> dict[str, Any]:
    """What librdkafka is told. Every replica has an event before it counts, and a retry writes no second one."""
    brokers = settings.get("brokers", [])
    base: dict[str, Any] = {
        "bootstrap.servers": ",".join(brokers),
        "client.id": "akili-dagster",
        "enable.idempotence": True,
        "message.timeout.ms": 30_000,
    }
    if secret is None:
        return base
    tls = encrypted(settings, (broker.rpartition(":")[0] for broker in brokers))
    ca = authority(settings)
    return base | {
        "security.protocol": "SASL_SSL" if tls else "SASL_PLAINTEXT",
        "sasl.mechanism": str(settings.get("mechanism", "SCRAM-SHA-256")).upper(),
        "sasl.username": secret.part("username"),
        "sasl.password": secret.part("password"),
        **({"ssl.ca.location": ca} if tls and ca is not None else {}),
    }
