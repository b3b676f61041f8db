from __future__ import annotations

from decimal import Decimal

import pytest

from akili_dagster.checks import judge
from akili_dagster.manifest import Check


def check(threshold: str, severity: str = "critical") -> Check:
    return Check.model_validate(
        {"name": "sane", "severity": severity, "threshold": threshold, "description": None, "sql": "", "auditSql": ""}
    )


@pytest.mark.parametrize(
    ("threshold", "value"),
    [
        ("0", 0),
        ("24", 24),
        ("0.1", Decimal("0.10")),
        ("9007199254740993", 9007199254740993),
        ("9007199254740993", "9007199254740993"),
        ("0.3", 0.1),
        ("-5", -5.0),
        ("1e3", "1000"),
    ],
)
def test_a_value_up_to_the_threshold_passes(threshold: str, value: object) -> None:
    assert judge(check(threshold), [(value,)]).outcome == "passed"


@pytest.mark.parametrize(
    ("threshold", "value", "reason"),
    [
        ("0", 1, "1 > 0"),
        ("24", Decimal("24.0001"), "24.0001 > 24"),
        # As binary fractions the two are equal.
        ("9007199254740992", 9007199254740993, "9007199254740993 > 9007199254740992"),
        ("9", "10", "10 > 9"),
    ],
)
def test_a_larger_value_fails(threshold: str, value: object, reason: str) -> None:
    done = judge(check(threshold), [(value,)])
    assert (done.outcome, done.reason) == ("failed", reason)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([], "it gave no row"),
        ([(0,), (0,)], "it gave several rows"),
        ([(0, 0)], "it gave several columns"),
        ([(None,)], "it gave NULL"),
        ([("many",)], "it did not give a number"),
        ([(True,)], "it did not give a number"),
        ([(float("nan"),)], "it did not give a number"),
        ([("Infinity",)], "it did not give a number"),
    ],
)
def test_what_is_no_number_is_an_error_and_gates(rows: list[tuple[object, ...]], reason: str) -> None:
    done = judge(check("0"), rows)
    assert (done.outcome, done.reason, done.gates) == ("error", reason, True)


def test_a_warning_never_gates() -> None:
    assert judge(check("0", "warning"), [(1,)]).gates is False
