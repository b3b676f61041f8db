from __future__ import annotations

import pytest

from akili_dagster.encryption import encrypted


@pytest.mark.parametrize(
    ("settings", "hosts", "expected"),
    [
        ({}, ["pg.example.com"], True),
        ({}, ["127.0.0.1"], False),
        ({}, ["127.0.0.1", "rp-0"], True),
        ({"tls": False}, ["pg.example.com"], False),
        ({"tls": True}, ["localhost"], True),
    ],
)
def test_a_connection_leaves_this_machine_encrypted(
    settings: dict[str, object], hosts: list[str], expected: bool
) -> None:
    assert encrypted(settings, hosts) is expected
