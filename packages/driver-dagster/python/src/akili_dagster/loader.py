"""A manifest's text becomes Dagster definitions. Independent of the components API, which wraps it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import dagster as dg

from .input_asset import input_asset
from .manifest import Asset, Head, ManifestError, ReadManifest, read_asset, read_manifest
from .product_asset import product_asset, product_spec
from .quarantine import quarantined
from .runtime import Runtime, runtime_of
from .schedules import input_schedules, product_schedule


@dataclass(frozen=True)
class Part:
    """What one product adds to the location."""

    asset: Asset
    definitions: dg.Definitions
    keys: frozenset[dg.AssetKey]
    names: frozenset[str]


def load_definitions(text: str | None, make_runtime: Callable[[Head], Runtime] = runtime_of) -> dg.Definitions:
    """
    Definitions of a manifest; of none, where nothing was delivered yet. A product that cannot be loaded is set aside
    as an asset that cannot run and says why; the others load. Raises ManifestError where the whole cannot be read.
    Nothing is connected and no secret is resolved: that happens when a run starts.
    """
    if text is None:
        return dg.Definitions()
    read = read_manifest(text)
    runtime = make_runtime(read.head)
    parts: list[Part] = []
    owners: dict[object, Asset] = {}
    refused: list[tuple[int, object, str]] = []
    for place, entry in enumerate(read.entries):
        try:
            part = _part(read.head, read_asset(read.head, entry), runtime)
            _refuse_double(part, owners)
        except Exception as error:
            refused.append((place, entry, runtime.scrub(_reason(error))))
        else:
            parts.append(part)
    taken: set[dg.AssetKey] = {key for part in parts for key in part.keys}
    aside: list[dg.AssetSpec] = []
    for place, entry, reason in refused:
        spec = quarantined(read.head, entry, place, reason, taken)
        taken.add(spec.key)
        aside.append(spec)
    return dg.Definitions.merge(
        *(part.definitions for part in parts),
        dg.Definitions(assets=[*aside, _manifest_spec(read, len(aside))]),
    )


def _part(head: Head, asset: Asset, runtime: Runtime) -> Part:
    if not head.tenant.active:
        specs = [product_spec(head, asset)]
        return Part(asset, dg.Definitions(assets=specs), frozenset(spec.key for spec in specs), frozenset())
    assets = [product_asset(head, asset, runtime), *(input_asset(head, asset, one, runtime) for one in asset.inputs)]
    timers = [*product_schedule(head, asset), *input_schedules(head, asset)]
    definitions = dg.Definitions(
        assets=assets,
        jobs=[timer.job for timer in timers],
        schedules=[timer.schedule for timer in timers if timer.schedule],
    )
    # Whatever Dagster objects to, it objects to here, where one product pays for it.
    dg.Definitions.validate_loadable(definitions)
    keys = frozenset(key for one in assets for key in one.keys)
    return Part(asset, definitions, keys, frozenset(timer.job.name for timer in timers))


def _refuse_double(part: Part, owners: dict[object, Asset]) -> None:
    """A key or a job that another product has would break the whole location."""
    claims: set[object] = {*part.keys, *part.names}
    for claim in claims:
        other = owners.get(claim)
        if other is not None:
            raise ManifestError(f"it says what `{other.namespace}.{other.name}` says already")
    owners.update(dict.fromkeys(claims, part.asset))


def _manifest_spec(read: ReadManifest, aside: int) -> dg.AssetSpec:
    """By this asset the location says what it loaded."""
    head = read.head
    return dg.AssetSpec(
        key=[head.tenant.slug, "akili_manifest"],
        group_name="akili",
        description=f"The manifest of {head.tenant.displayName} as this location loaded it.",
        kinds={"akili"},
        metadata={
            "akili/manifest": read.file,
            "akili/tenant": head.tenant.id,
            "akili/schema": str(head.schemaVersion),
            "akili/environment": head.environment,
            "akili/aside": str(aside),
        },
    )


def _reason(error: Exception) -> str:
    if isinstance(error, ManifestError):
        return f"{error}."
    line = str(error).strip().splitlines()
    return f"Dagster refuses it: {line[0] if line else type(error).__name__}"[:500]
