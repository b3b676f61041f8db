"""Jobs and schedules: a product with the inputs that are due with it, and inputs that are due by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import dagster as dg
from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

from .manifest import Asset, Head, Timer


@dataclass(frozen=True)
class Timed:
    job: UnresolvedAssetJobDefinition
    schedule: dg.ScheduleDefinition | None


def product_schedule(head: Head, asset: Asset) -> list[Timed]:
    """The product's job, which people may start by hand where it has no schedule."""
    with_it = [one.key for one in asset.inputs if one.schedule is None]
    name = f"{asset.namespace}__{asset.name}__run"
    return [_timed(head, name, [asset.key, *with_it], asset.schedule, run_tags(asset))]


def input_schedules(head: Head, asset: Asset) -> list[Timed]:
    tags = {key: value for key, value in run_tags(asset).items() if key != "dagster-k8s/config"}
    return [
        _timed(head, f"{asset.namespace}__{asset.name}__{one.name}__run", [one.key], one.schedule, tags)
        for one in asset.inputs
        if one.schedule is not None
    ]


def run_tags(asset: Asset) -> dict[str, object]:
    pod: Mapping[str, object] | None = asset.pod
    return {**asset.runTags, **({} if pod is None else {"dagster-k8s/config": dict(pod)})}


def _timed(
    head: Head, name: str, keys: list[tuple[str, ...]], timer: Timer | None, tags: Mapping[str, object]
) -> Timed:
    job = dg.define_asset_job(name, selection=dg.AssetSelection.assets(*(list(key) for key in keys)), tags=tags)
    if timer is None:
        return Timed(job, None)
    schedule = dg.ScheduleDefinition(
        name=timer.name,
        job=job,
        cron_schedule=timer.cron,
        execution_timezone=head.timezone,
        # Dagster's own default is STOPPED: the schedule would silently never run.
        default_status=dg.DefaultScheduleStatus.RUNNING,
    )
    return Timed(job, schedule)
