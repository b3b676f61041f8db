from __future__ import annotations

from ..manifest import Connection
from ..secrets import Secrets
from .source import Source, SourceError


def open_source(connection: Connection, secrets: Secrets) -> Source:
    """Opens a connection of the manifest with its own secret. Raises SourceError where no run can load it yet."""
    kind = connection.connectorType
    if kind not in {"postgres", "postgresql", "mysql"}:
        raise SourceError(
            f"The connection `{connection.name}` is of type {kind}, which akili-dagster does not load yet: "
            "it loads postgres and mysql."
        )
    if connection.credentials is None:
        raise SourceError(f"The connection `{connection.name}` names no credentials.")
    secret = secrets.resolve(connection.credentials)
    # Each client is loaded when its kind of source is first read.
    if kind == "mysql":
        from .mysql import MysqlSource  # noqa: PLC0415

        return MysqlSource.open(connection.config, secret)
    from .postgres import PostgresSource  # noqa: PLC0415

    return PostgresSource.open(connection.config, secret)
