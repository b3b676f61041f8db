"""A tenant's code location: `dagster code-server start -m akili_dagster.definitions`, with AKILI_MANIFEST set."""

from __future__ import annotations

import os

import dagster as dg

from .delivered import read_delivered
from .loader import load_definitions
from .manifest import ManifestError


def from_environment() -> dg.Definitions:
    """Read at import, so that each reload of the location reads the manifest again."""
    place = os.environ.get("AKILI_MANIFEST")
    if not place:
        raise ManifestError("AKILI_MANIFEST does not name the tenant's manifest: a path, or s3://bucket/key.")
    return load_definitions(read_delivered(place))


defs = from_environment()
