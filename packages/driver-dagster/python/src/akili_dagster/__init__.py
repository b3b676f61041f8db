"""Loads a tenant's Akili manifest into Dagster, and runs its products."""

from .component import AkiliTenantComponent
from .loader import load_definitions
from .manifest import ManifestError

__all__ = ["AkiliTenantComponent", "ManifestError", "load_definitions"]
