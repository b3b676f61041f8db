"""Failures as people read them: one sentence, without secrets, and without a trace that might quote one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import dagster as dg

T = TypeVar("T")


def clearly(scrub: Callable[[str], str], work: Callable[[], T]) -> T:
    """What `work` answers; whatever it raises becomes a Failure whose text went through `scrub`."""
    try:
        return work()
    except dg.Failure:
        raise
    except Exception as error:
        words = " ".join(str(error).split()) or "no reason given"
        own = type(error).__module__.startswith("akili_dagster")
        message = scrub(words if own else f"{type(error).__name__}: {words}")
    # After the `except`, and in no `with`: what was caught would else travel along as the failure's context, and
    # Dagster prints that.
    raise dg.Failure(message)
