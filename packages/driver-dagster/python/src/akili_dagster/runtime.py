"""Where runs take their engines from: each opened with the tenant's own secret, by the manifest's references."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

from .announce import AnnounceError, Announcer, KafkaAnnouncer
from .engines import Engine
from .lookup import Lookup, PostgresLookup
from .manifest import Asset, Connection, Head
from .secrets import Secrets
from .sources import Source, open_source


@dataclass(frozen=True)
class Runtime:
    """What a run opens. Tests hand in their own."""

    open_engine: Callable[[Asset], Engine]
    open_source: Callable[[Connection], Source]
    open_lookup: Callable[[], Lookup]
    open_announcer: Callable[[], Announcer]
    scrub: Callable[[str], str]
    """A message without any secret that was resolved."""


def runtime_of(head: Head, secrets: Secrets | None = None) -> Runtime:
    """The engines that a manifest names."""
    known = Secrets() if secrets is None else secrets
    engines = head.engines

    def open_engine(asset: Asset) -> Engine:
        if engines.analytics.dialect == "duckdb":
            return _open_duckdb(head)
        from .engines.starrocks import StarRocks  # noqa: PLC0415 - only where it is the engine.

        seconds = asset.runTags.get("dagster/max_runtime")
        secret = known.resolve(engines.analytics.credentials)
        return StarRocks.open(engines.analytics.settings, secret, None if seconds is None else int(seconds))

    def open_lookup() -> Lookup:
        return PostgresLookup.open(engines.lookup.settings, known.resolve(engines.lookup.credentials))

    def open_announcer() -> Announcer:
        if engines.events.driver != "kafka":
            raise AnnounceError(f"Events go to `{engines.events.driver}`, which only the embedded runner writes.")
        return KafkaAnnouncer(engines.events.settings, known.resolve(engines.events.credentials))

    return Runtime(
        open_engine=open_engine,
        open_source=lambda connection: open_source(connection, known),
        open_lookup=open_lookup,
        open_announcer=open_announcer,
        scrub=known.scrub,
    )


def _open_duckdb(head: Head) -> Engine:
    """The tenant's database file, under its catalog's name, as the embedded environment lays it out."""
    import duckdb  # noqa: PLC0415

    from .engines.duckdb import DuckDb  # noqa: PLC0415

    file = os.environ.get("AKILI_DUCKDB")
    if not file:
        raise RuntimeError("AKILI_DUCKDB does not name the tenant's database file.")
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    place = file.replace("'", "''")
    connection.execute(f"ATTACH '{place}' AS \"{head.tenant.catalog}\"")
    return DuckDb(connection)
