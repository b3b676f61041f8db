"""A raw input as an asset: one op that loads it from its connection."""

# No postponed annotations here: Dagster looks at the type of an op's context as it stands.
from contextlib import closing

import dagster as dg

from .failures import clearly
from .load import LoadOutcome, load_input, mode_of
from .manifest import Asset, Head, Input
from .runtime import Runtime

CURSOR = "akili/cursor"
"""Metadata of a materialization: how far the source was read. Losing it costs a full load, never data."""


def input_asset(head: Head, asset: Asset, source: Input, runtime: Runtime) -> dg.AssetsDefinition:
    connections = {connection.name: connection for connection in head.connections}
    connection = connections[source.connection or ""]
    spec = dg.AssetSpec(
        key=list(source.key),
        description=f"{source.resource} of {connection.name}, for {asset.namespace}.{asset.name}.",
        group_name=asset.group,
        kinds={kind_of(connection.connectorType)},
        metadata={
            "akili/tenant": head.tenant.id,
            "akili/input": source.name,
            "akili/connection": connection.name,
            "akili/strategy": source.strategy or "",
        },
    )

    @dg.multi_asset(
        name=f"{asset.namespace}__{asset.name}__{source.name}__load",
        specs=[spec],
        pool="/".join(["akili", *source.key]),
    )
    def load(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
        def work() -> LoadOutcome:
            mode = mode_of(source, head.cdc)
            with closing(runtime.open_engine(asset)) as engine:
                last = last_cursor(context.instance, spec.key)
                return load_input(source, mode, engine, lambda: runtime.open_source(connection), last)

        done = clearly(runtime.scrub, work)
        return dg.MaterializeResult(
            asset_key=list(source.key),
            metadata={
                "dagster/row_count": done.rows,
                "akili/mode": done.mode,
                **({} if done.cursor is None else {CURSOR: done.cursor}),
            },
        )

    return load


def last_cursor(instance: dg.DagsterInstance, key: dg.AssetKey) -> str | None:
    """How far the last load came."""
    event = instance.get_latest_materialization_event(key)
    entry = (
        None
        if event is None or event.asset_materialization is None
        else event.asset_materialization.metadata.get(CURSOR)
    )
    value = None if entry is None else entry.value
    return value if isinstance(value, str) else None


def kind_of(connector: str) -> str:
    """Dagster has an icon for `postgres`."""
    return "postgres" if connector == "postgresql" else connector
