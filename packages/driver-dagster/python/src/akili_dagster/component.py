"""The same loader for projects that use Dagster's components: `type: akili_dagster.AkiliTenantComponent`."""

from __future__ import annotations

from pathlib import Path

import dagster as dg

from .delivered import read_delivered
from .loader import load_definitions


class AkiliTenantComponent(dg.Component, dg.Model, dg.Resolvable):
    """A tenant's products, from the manifest that the compiler delivered."""

    manifest: str
    """A path, relative to the component's folder, or s3://bucket/key."""

    def build_defs(self, context: dg.ComponentLoadContext) -> dg.Definitions:
        place = self.manifest
        if not place.startswith("s3://"):
            place = str(Path(context.path) / place)
        return load_definitions(read_delivered(place))
