"""Secrets by reference, resolved in the process that needs them, never printed."""

from __future__ import annotations

import json
import os
import re
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn


class SecretError(Exception):
    """A secret cannot be had; the message names the reference, never a value."""


class Secret:
    """A secret's parts. They can be asked for, and neither printed nor written out."""

    __slots__ = ("_parts", "_reference")

    def __init__(self, reference: str, parts: Mapping[str, str]) -> None:
        self._reference = reference
        self._parts = dict(parts)

    def part(self, name: str) -> str:
        """One part. Raises SecretError where the secret lacks it."""
        value = self._parts.get(name)
        if not value:
            raise SecretError(f"The secret {self._reference} has no `{name}`.")
        return value

    def values(self) -> tuple[str, ...]:
        """What may not appear in any message."""
        return tuple(value for name, value in self._parts.items() if value and name != "version")

    def __repr__(self) -> str:
        return f"Secret({self._reference})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not written out")


class Secrets:
    """Resolves references once each, and remembers the values to keep them out of messages."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        self._environment = os.environ if environment is None else environment
        self._known: dict[str, Secret] = {}

    def resolve(self, reference: str) -> Secret:
        if reference not in self._known:
            self._known[reference] = Secret(reference, self._read(reference))
        return self._known[reference]

    def scrub(self, text: str) -> str:
        """The text without any value that was resolved so far."""
        values = {value for secret in self._known.values() for value in secret.values()}
        for value in sorted(values, key=len, reverse=True):
            text = text.replace(value, "***")
        return text

    def _read(self, reference: str) -> Mapping[str, str]:
        scheme, _, rest = reference.partition(":")
        location, _, key = rest.partition("#")
        if scheme == "env" and not key:
            found: object = parsed(self._environment.get(location), reference)
        elif scheme == "file":
            found = member(parsed(_file(location, reference), reference), key)
        elif scheme == "vault":
            found = member(_vault(self._environment, location, reference), key)
        elif scheme == "awssm":
            found = member(parsed(_aws(location, reference), reference), key)
        else:
            raise SecretError("A credential reference of the manifest is none: env:, file:, vault: or awssm:.")
        if isinstance(found, str):
            found = parsed(found, reference)
        if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
            raise SecretError(f"The secret {reference} is not a JSON object of texts.")
        return found


def parsed(text: str | None, reference: str) -> object:
    if text is None or not text.strip():
        raise SecretError(f"The secret {reference} is not set.")
    try:
        value: object = json.loads(text)
    except ValueError:
        raise SecretError(f"The secret {reference} is not JSON.") from None
    return value


def member(value: object, key: str) -> object:
    if not key:
        return value
    return value.get(key) if isinstance(value, dict) else None


def _file(location: str, reference: str) -> str:
    try:
        return Path(location).read_text(encoding="utf-8")
    except OSError as error:
        raise SecretError(f"The secret {reference} cannot be read: {type(error).__name__}.") from None


def _vault(environment: Mapping[str, str], location: str, reference: str) -> object:
    """KV version 2: `mount/path` is read at `mount/data/path`."""
    address, token = environment.get("VAULT_ADDR"), environment.get("VAULT_TOKEN")
    mount, _, path = location.partition("/")
    if not address or not token or not path or not re.match(r"^https?://", address):
        raise SecretError(f"The secret {reference} needs VAULT_ADDR and VAULT_TOKEN.")
    request = urllib.request.Request(  # noqa: S310 - the scheme was checked.
        f"{address.rstrip('/')}/v1/{mount}/data/{path}", headers={"X-Vault-Token": token}
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310
            answer = json.load(response)
    except urllib.error.HTTPError as error:
        raise SecretError(f"Vault refused {reference}: {error.code}.") from None
    except (OSError, ValueError) as error:
        raise SecretError(f"Vault cannot be reached for {reference}: {type(error).__name__}.") from None
    data: object = answer.get("data", {}).get("data")
    return data


def _aws(location: str, reference: str) -> str:
    try:
        import boto3  # noqa: PLC0415 - only where a reference asks for it.
    except ImportError:
        raise SecretError(f"The secret {reference} needs the extra `akili-dagster[s3]`.") from None
    try:
        return str(boto3.client("secretsmanager").get_secret_value(SecretId=location)["SecretString"])
    except Exception as error:
        raise SecretError(f"AWS Secrets Manager refused {reference}: {type(error).__name__}.") from None
