"""Whether a connection to an engine is encrypted: as akili.yaml says, else unless the engine is on this machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

LOCAL = {"localhost", "127.0.0.1", "::1", "[::1]"}


def encrypted(settings: Mapping[str, Any], hosts: Iterable[str]) -> bool:
    said = settings.get("tls")
    return said if isinstance(said, bool) else not all(host in LOCAL for host in hosts)


def authority(settings: Mapping[str, Any]) -> str | None:
    """PEM file of the server's authority: a path from the repository's root, hence from where the process works."""
    said = settings.get("ca")
    return said if isinstance(said, str) and said else None
