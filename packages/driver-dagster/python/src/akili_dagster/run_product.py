"""A run of a product: write, audit, publish, serve, announce."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from typing import Any

from .announce import Announcer
from .checks import CheckOutcome, run_check
from .engines import Engine
from .lookup import Lookup
from .manifest import Asset, Tenant

BATCH = 10_000


@dataclass(frozen=True)
class RunOutcome:
    promoted: bool
    checks: Sequence[CheckOutcome]
    rows: int
    """Rows that were published."""


def audit_and_publish(asset: Asset, engine: Engine) -> RunOutcome:
    """
    Writes the result of the transform into the staging table and audits it there. Where a critical check does not
    pass, nothing else happens: the last good data stays. Else it is published in one commit.
    """
    output = asset.output
    columns = [column.name for column in output.columns]
    engine.create_empty_like(output.staging, output.table, columns)
    try:
        engine.insert_query(output.staging, columns, asset.transform.sql or "")
        checks = [run_check(engine, check) for check in asset.checks]
        if any(check.gates for check in checks):
            return RunOutcome(False, checks, 0)
        rows = engine.count(output.staging)
        engine.publish(output.table, output.staging, columns)
        return RunOutcome(True, checks, rows)
    finally:
        engine.drop(output.staging)


def serve(asset: Asset, tenant: Tenant, engine: Engine, open_lookup: Callable[[], Lookup]) -> int | None:
    """Makes the lookup table equal to what was published; None where the product has none."""
    if asset.lookup is None:
        return None
    output = asset.output
    with closing(open_lookup()) as lookup:
        batches = engine.stream(output.table, [column.name for column in output.columns], BATCH)
        return lookup.replace(asset.lookup, tenant.id, output.columns, chain.from_iterable(batches))


def announce(asset: Asset, tenant: Tenant, outcome: RunOutcome, announcer: Announcer, run_id: str) -> None:
    """Tells the product's topics what the run came to, and, last of all, that there is new data."""
    checks = [
        {"name": done.check.name, "severity": done.check.severity, "outcome": done.outcome, "value": done.value}
        for done in outcome.checks
    ]
    product = {"product": asset.name, "namespace": asset.namespace, "version": asset.version}
    kind = "execution.completed" if outcome.promoted else "quality.check.failed"
    event = envelope(tenant, run_id, kind, {**product, "promoted": outcome.promoted, "checks": checks})
    announcer.announce(asset.topics.executionEvents, asset.name, event)
    if outcome.promoted:
        event = envelope(tenant, run_id, "data.available", {**product, "rows": outcome.rows})
        announcer.announce(asset.topics.dataAvailable, asset.name, event)


def envelope(tenant: Tenant, run_id: str, kind: str, payload: dict[str, Any]) -> dict[str, Any]:
    """An event. Its id follows from the run, so that one that is announced again is known to be the same."""
    product = f"{payload['namespace']}.{payload['product']}"
    return {
        "event_id": str(uuid.uuid5(uuid.UUID(tenant.id), f"{run_id}/{product}/{kind}")),
        "event_type": kind,
        "tenant_id": tenant.id,
        "correlation_id": run_id,
        "timestamp": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds"),
        "payload": payload,
    }
