"""What stands for a product that cannot be loaded."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

import dagster as dg

from .manifest import Head

_part = re.compile(r"^[A-Za-z0-9_]{1,128}$")


def quarantined(head: Head, entry: object, place: int, reason: str, taken: AbstractSet[dg.AssetKey]) -> dg.AssetSpec:
    """An asset that cannot run and says why. It keeps the product's key, where the entry has a free and usable one."""
    fields = entry if isinstance(entry, dict) else {}
    key = fields.get("key")
    usable = (
        isinstance(key, list)
        and len(key) == 3
        and key[0] == head.tenant.slug
        and all(isinstance(part, str) and _part.match(part) for part in key[1:])
        and dg.AssetKey(key) not in taken
    )
    digest = fields.get("digest")
    return dg.AssetSpec(
        key=key if usable and key is not None else [head.tenant.slug, "akili_aside", f"entry_{place + 1}"],
        group_name="akili_aside",
        description=f"Set aside: {reason}",
        kinds={"akili"},
        metadata={
            "akili/tenant": head.tenant.id,
            "akili/problem": reason,
            **({"akili/digest": digest} if isinstance(digest, str) else {}),
        },
    )
