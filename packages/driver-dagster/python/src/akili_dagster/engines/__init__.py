"""The analytics engine behind one narrow protocol: StarRocks in production, DuckDB where it stands for it."""

from .engine import Engine, Name, Row

__all__ = ["Engine", "Name", "Row"]
