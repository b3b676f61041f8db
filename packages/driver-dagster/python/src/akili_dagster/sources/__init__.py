"""Tenants' sources: read-only, in batches, with the tenant's own credentials."""

from .open import open_source
from .source import Cursor, Extract, Source, SourceError

__all__ = ["Cursor", "Extract", "Source", "SourceError", "open_source"]
