"""What a check's answer means: `value <= threshold` as decimals; anything that is no number gates like a failure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from .engines import Engine
from .manifest import Check

Outcome = Literal["passed", "failed", "error"]


@dataclass(frozen=True)
class CheckOutcome:
    check: Check
    outcome: Outcome
    value: str | None
    """The value as text, where there is one."""
    reason: str

    @property
    def gates(self) -> bool:
        """True where the promotion may not happen."""
        return self.check.severity == "critical" and self.outcome != "passed"


def run_check(engine: Engine, check: Check) -> CheckOutcome:
    """Runs a check over the staging table. A refusal of the engine is an error of the check, not of the run."""
    try:
        rows = engine.first_rows(check.auditSql or "", 2)
    except engine.errors as error:
        return CheckOutcome(check, "error", None, f"the engine refused it: {error}")
    return judge(check, rows)


def judge(check: Check, rows: Sequence[Sequence[object]]) -> CheckOutcome:
    def error(reason: str) -> CheckOutcome:
        return CheckOutcome(check, "error", None, reason)

    if len(rows) != 1:
        return error("it gave no row" if not rows else "it gave several rows")
    if len(rows[0]) != 1:
        return error("it gave several columns")
    value = rows[0][0]
    if value is None:
        return error("it gave NULL")
    number = decimal_of(value)
    if number is None:
        return error("it did not give a number")
    if number <= check.limit:
        return CheckOutcome(check, "passed", str(value), f"{number} <= {check.threshold}")
    return CheckOutcome(check, "failed", str(value), f"{number} > {check.threshold}")


def decimal_of(value: object) -> Decimal | None:
    """Engines answer numbers as int, Decimal, float or text. A boolean is no number, nor is NaN or an infinity."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
