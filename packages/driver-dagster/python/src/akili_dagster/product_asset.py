"""A product as an asset: one op that writes, audits, publishes, serves and announces."""

# No postponed annotations here: Dagster looks at the type of an op's context as it stands.
import datetime
from collections.abc import Iterator
from contextlib import closing

import dagster as dg

from .checks import CheckOutcome
from .engines import Engine
from .failures import clearly
from .load import mode_of
from .manifest import Asset, Check, Head
from .run_product import announce, audit_and_publish, serve
from .runtime import Runtime
from .sources import SourceError

Event = dg.AssetCheckResult | dg.MaterializeResult[None]


def product_spec(head: Head, asset: Asset) -> dg.AssetSpec:
    freshness = asset.freshness
    return dg.AssetSpec(
        key=list(asset.key),
        deps=[dg.AssetKey(list(key)) for key in (*(one.key for one in asset.inputs), *asset.dependencies)],
        description=asset.description,
        group_name=asset.group,
        code_version=asset.version,
        owners=list(asset.owners),
        tags=dict(asset.tags),
        kinds=set(asset.kinds),
        freshness_policy=None
        if freshness is None or not head.tenant.active
        else dg.FreshnessPolicy.time_window(
            fail_window=datetime.timedelta(seconds=freshness.failSeconds),
            warn_window=datetime.timedelta(seconds=freshness.warnSeconds),
        ),
        metadata={
            "akili/tenant": head.tenant.id,
            "akili/digest": asset.digest,
            "akili/version": asset.version,
            **({} if asset.schedule is None else {"akili/schedule": asset.schedule.cron}),
            **({} if asset.steward is None else {"akili/steward": asset.steward}),
            **({"akili/compliance": ", ".join(asset.compliance)} if asset.compliance else {}),
        },
    )


def product_asset(head: Head, asset: Asset, runtime: Runtime) -> dg.AssetsDefinition:
    @dg.multi_asset(
        name=f"{asset.namespace}__{asset.name}",
        specs=[product_spec(head, asset)],
        check_specs=[check_spec(asset, check) for check in asset.checks],
        pool=pool_of(asset),
        op_tags={} if asset.pod is None else {"dagster-k8s/config": dict(asset.pod)},
    )
    def compute(context: dg.AssetExecutionContext) -> Iterator[Event]:
        def opened() -> Engine:
            refuse_unloaded(head, asset, context)
            return runtime.open_engine(asset)

        with closing(clearly(runtime.scrub, opened)) as engine:
            outcome = clearly(runtime.scrub, lambda: audit_and_publish(asset, engine))
            # Recorded before anything else may fail.
            for done in outcome.checks:
                yield check_result(asset, done, runtime)

            def told() -> int | None:
                rows = serve(asset, head.tenant, engine, runtime.open_lookup) if outcome.promoted else None
                with closing(runtime.open_announcer()) as announcer:
                    announce(asset, head.tenant, outcome, announcer, context.run.run_id)
                return rows

            looked_up = clearly(runtime.scrub, told)
        if not outcome.promoted:
            names = ", ".join(done.check.name for done in outcome.checks if done.gates)
            raise dg.Failure(f"Not published, the last good data stays: {names} did not pass.")
        yield dg.MaterializeResult(
            asset_key=list(asset.key),
            metadata={
                "dagster/row_count": outcome.rows,
                **({} if looked_up is None else {"akili/lookup_rows": looked_up}),
            },
        )

    return compute


def pool_of(asset: Asset) -> str:
    """Two runs of a product would share its staging table: the instance's pools have one slot each."""
    return "/".join(["akili", *asset.key])


def check_spec(asset: Asset, check: Check) -> dg.AssetCheckSpec:
    return dg.AssetCheckSpec(
        name=check.name,
        asset=list(asset.key),
        description=check.description,
        blocking=check.severity == "critical",
        metadata={"akili/threshold": check.threshold},
    )


def check_result(asset: Asset, done: CheckOutcome, runtime: Runtime) -> dg.AssetCheckResult:
    critical = done.check.severity == "critical"
    return dg.AssetCheckResult(
        asset_key=list(asset.key),
        check_name=done.check.name,
        passed=done.outcome == "passed",
        severity=dg.AssetCheckSeverity.ERROR if critical else dg.AssetCheckSeverity.WARN,
        description=runtime.scrub(done.reason),
        metadata={
            "akili/outcome": done.outcome,
            "akili/threshold": done.check.threshold,
            **({} if done.value is None else {"akili/value": done.value}),
        },
    )


def refuse_unloaded(head: Head, asset: Asset, context: dg.AssetExecutionContext) -> None:
    """A product over an input that was never loaded would publish nothing and call it data."""
    for source in asset.inputs:
        mode_of(source, head.cdc)
        if context.instance.get_latest_materialization_event(dg.AssetKey(list(source.key))) is None:
            raise SourceError(f"The input `{source.name}` was never loaded: materialize {'/'.join(source.key)} first.")
