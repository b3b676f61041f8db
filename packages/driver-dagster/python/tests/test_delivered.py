from __future__ import annotations

from pathlib import Path

import pytest

from akili_dagster.delivered import read_delivered
from akili_dagster.manifest import ManifestError


def test_a_file_is_read_and_a_missing_one_is_none(tmp_path: Path) -> None:
    file = tmp_path / "akili_manifest.json"
    assert read_delivered(str(file)) is None
    file.write_text("{}", encoding="utf-8")
    assert read_delivered(str(file)) == "{}"


def test_an_object_store_that_cannot_be_reached_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
        "AWS_ACCESS_KEY_ID": "a",
        "AWS_SECRET_ACCESS_KEY": "hunter2-hunter2",
        "AWS_MAX_ATTEMPTS": "1",
    }.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ManifestError, match=r"^The object store cannot be reached: EndpointConnectionError\.$"):
        read_delivered("s3://akili-data/tenant-x/compute/akili_manifest.json")
