from __future__ import annotations

import json
import pickle
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from akili_dagster.secrets import Secret, SecretError, Secrets

LOGIN = json.dumps({"username": "loader", "password": "sesame-sesame"})


def test_the_environment_is_read_when_it_is_asked_for() -> None:
    secrets = Secrets({"AKILI_ACME_CORP__LOOKUP": LOGIN})
    assert secrets.resolve("env:AKILI_ACME_CORP__LOOKUP").part("password") == "sesame-sesame"


def test_a_file_may_hold_several(tmp_path: Path) -> None:
    file = tmp_path / "acme.json"
    file.write_text(json.dumps({"lookup": json.loads(LOGIN), "events": LOGIN}), encoding="utf-8")
    secrets = Secrets({})
    assert secrets.resolve(f"file:{file}#lookup").part("username") == "loader"
    assert secrets.resolve(f"file:{file}#events").part("username") == "loader"


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("env:AKILI_X", "The secret env:AKILI_X is not set."),
        ("env:BAD", "The secret env:BAD is not JSON."),
        ("env:LIST", "The secret env:LIST is not a JSON object of texts."),
        ("file:/nowhere/x", "The secret file:/nowhere/x cannot be read: FileNotFoundError."),
        ("vault:kv/acme#lookup", "The secret vault:kv/acme#lookup needs VAULT_ADDR and VAULT_TOKEN."),
        ("sesame-sesame", "A credential reference of the manifest is none: env:, file:, vault: or awssm:."),
    ],
)
def test_what_cannot_be_had_is_named_by_its_reference(reference: str, message: str) -> None:
    with pytest.raises(SecretError) as raised:
        Secrets({"BAD": "sesame-sesame", "LIST": "[1]"}).resolve(reference)
    assert str(raised.value) == message


def test_a_part_that_is_missing_is_named() -> None:
    with pytest.raises(SecretError, match=r"^The secret env:A has no `password`\.$"):
        Secrets({"A": '{"username": "x"}'}).resolve("env:A").part("password")


def test_a_secret_is_neither_printed_nor_written_out() -> None:
    secret = Secret("env:A", {"password": "sesame-sesame"})
    assert f"{secret} {secret!r}" == "Secret(env:A) Secret(env:A)"
    with pytest.raises(TypeError):
        pickle.dumps(secret)


def test_messages_are_scrubbed_of_what_was_resolved() -> None:
    secrets = Secrets({"A": LOGIN})
    assert secrets.scrub("sesame-sesame") == "sesame-sesame"
    secrets.resolve("env:A")
    assert secrets.scrub("login failed: sesame-sesame") == "login failed: ***"


@pytest.fixture
def vault() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = self.path == "/v1/secret/data/akili/acme-corp/lookup" and self.headers["X-Vault-Token"] == "t"
            self.send_response(200 if known else 403)
            self.end_headers()
            if known:
                self.wfile.write(json.dumps({"data": {"data": json.loads(LOGIN), "metadata": {}}}).encode())

        def log_message(self, *_: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_vault_is_asked_for_the_second_kind_of_store(vault: str) -> None:
    secrets = Secrets({"VAULT_ADDR": vault, "VAULT_TOKEN": "t"})
    assert secrets.resolve("vault:secret/akili/acme-corp/lookup").part("username") == "loader"
    with pytest.raises(SecretError, match=r"^Vault refused vault:secret/akili/globex-inc/lookup: 403\.$"):
        secrets.resolve("vault:secret/akili/globex-inc/lookup")
