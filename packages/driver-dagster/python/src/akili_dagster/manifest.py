"""A tenant's manifest as the compiler writes it: strict models, one clear error, and digests that can be checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

SCHEMA_VERSION = 1

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", min_length=3, max_length=63)]
Table = Annotated[tuple[str, ...], Field(min_length=3, max_length=3)]
Key = Annotated[tuple[str, ...], Field(min_length=3, max_length=3)]
DecimalText = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?$")]


class ManifestError(Exception):
    """The manifest cannot be used; the message says why and never holds a secret."""


class Model(BaseModel):
    """Read-only, and nothing that is not declared."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Column(Model):
    name: str
    type: str
    nullable: bool


class Timer(Model):
    """A schedule: five fields, in the manifest's time zone."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9_]+$")]
    cron: str


class Input(Model):
    key: Key
    name: Name
    table: Table
    connection: str | None
    resource: str | None
    strategy: str | None
    cursor: str | None
    columns: tuple[Column, ...]
    primaryKey: tuple[str, ...]
    schedule: Timer | None


class Transform(Model):
    sql: str | None
    sha256: str | None
    refused: str | None


class Output(Model):
    table: Table
    staging: Table
    columns: tuple[Column, ...]
    key: tuple[str, ...]


class Check(Model):
    name: Name
    severity: Literal["critical", "warning"]
    threshold: DecimalText
    description: str | None
    sql: str | None
    """The check over what is published."""
    auditSql: str | None
    """The same check over the staging table."""

    @property
    def limit(self) -> Decimal:
        return Decimal(self.threshold)


class LookupTable(Model):
    table_schema: Annotated[str, Field(alias="schema")]
    table: str
    owner: str
    tenantColumn: str
    key: tuple[str, ...]


class Topics(Model):
    dataAvailable: str
    executionEvents: str


class Freshness(Model):
    failSeconds: Annotated[int, Field(ge=60)]
    warnSeconds: Annotated[int, Field(ge=60)]


class Asset(Model):
    key: Key
    namespace: Name
    name: Name
    version: str
    description: str
    group: Name
    owners: tuple[str, ...]
    kinds: tuple[str, ...]
    tags: Mapping[str, str]
    steward: str | None
    compliance: tuple[str, ...]
    dependencies: tuple[Key, ...]
    inputs: tuple[Input, ...]
    transform: Transform
    output: Output
    checks: tuple[Check, ...]
    lookup: LookupTable | None
    topics: Topics
    schedule: Timer | None
    runTags: Mapping[str, str]
    pod: Mapping[str, Any] | None
    freshness: Freshness | None
    digest: str


class Connection(Model):
    name: str
    connectorType: str
    config: Mapping[str, Any]
    credentials: str | None


class Engine(Model):
    driver: str | None
    settings: Mapping[str, Any]
    credentials: str


class AnalyticsEngine(Engine):
    dialect: Literal["starrocks", "duckdb"]


class Engines(Model):
    analytics: AnalyticsEngine
    lookup: Engine
    events: Engine


class Tenant(Model):
    slug: Slug
    id: Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
    displayName: str
    active: bool

    @property
    def catalog(self) -> str:
        return f"tenant_{self.slug.replace('-', '_')}_catalog"


class Mark(Model):
    """Whose the file is, and which declaration it was written from."""

    tenant: str
    digest: str


class Head(Model):
    """Everything but the products, which are read one by one: a broken one is set aside alone."""

    schemaVersion: Literal[1]
    environment: str
    codeLocation: str
    tenant: Tenant
    timezone: Literal["UTC"]
    cdc: Literal["refuse", "incremental"]
    engines: Engines
    connections: tuple[Connection, ...]
    akili: Mark


class Manifest(Head):
    """The whole document, for its JSON schema."""

    assets: tuple[Asset, ...]


class ReadManifest(BaseModel):
    """A manifest that was read, with its products as they stand in the file."""

    model_config = ConfigDict(frozen=True)

    head: Head
    entries: tuple[Any, ...]
    file: str
    """Digest over the file's bytes, as the driver compares it."""


def read_manifest(text: str) -> ReadManifest:
    """Reads a manifest's text. Raises ManifestError where no product of it could be used."""
    try:
        document = json.loads(text)
    except ValueError:
        raise ManifestError("The manifest is not JSON.") from None
    if not isinstance(document, dict):
        raise ManifestError("The manifest is not a JSON object.")
    version = document.get("schemaVersion")
    if version != SCHEMA_VERSION:
        raise ManifestError(
            f"The manifest has schema version {version!r}, and this akili-dagster reads {SCHEMA_VERSION}: "
            "install the akili-dagster of the release that wrote it."
        )
    entries = document.pop("assets", None)
    if not isinstance(entries, list):
        raise ManifestError("The manifest has no list of assets.")
    try:
        head = Head.model_validate(document)
    except ValidationError as error:
        raise ManifestError(f"The manifest cannot be read: {problems_of(error)}.") from None
    if head.akili.tenant != head.tenant.id:
        raise ManifestError("The manifest is marked for another tenant.")
    return ReadManifest(head=head, entries=tuple(entries), file=digest_of_text(text))


def read_asset(head: Head, entry: object) -> Asset:
    """Reads one product and holds it to its tenant. Raises ManifestError with what is wrong with it."""
    try:
        asset = Asset.model_validate(entry)
    except ValidationError as error:
        raise ManifestError(f"its entry cannot be read: {problems_of(error)}") from None
    if not isinstance(entry, dict) or digest_of({k: v for k, v in entry.items() if k != "digest"}) != asset.digest:
        raise ManifestError("its entry is not what the compiler wrote: the digest does not hold")
    tenant = head.tenant
    keys = [asset.key, *asset.dependencies, *(source.key for source in asset.inputs)]
    if any(key[0] != tenant.slug for key in keys):
        raise ManifestError("its entry names an asset that is not the tenant's")
    tables = [asset.output.table, asset.output.staging, *(source.table for source in asset.inputs)]
    if any(table[0] != tenant.catalog for table in tables):
        raise ManifestError("its entry names a table outside the tenant's catalog")
    known = {connection.name for connection in head.connections}
    missing = sorted({source.connection or "" for source in asset.inputs} - known)
    if missing:
        raise ManifestError(f"the connection `{missing[0]}` is not in the manifest")
    if asset.transform.sql is None:
        raise ManifestError(f"its transform cannot run on this engine: {asset.transform.refused}")
    if digest_of_text(asset.transform.sql) != asset.transform.sha256:
        raise ManifestError("its transform is not what the compiler wrote: the digest does not hold")
    unwritten = [check.name for check in asset.checks if check.auditSql is None]
    if unwritten:
        raise ManifestError(f"its check `{unwritten[0]}` cannot run on this engine")
    return asset


def problems_of(error: ValidationError) -> str:
    """Where and why, without the values: a value might be a secret that somebody wrote into the file."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    more = error.error_count() - 1
    return f"{place}: {first['msg']}" + (f" (and {more} more)" if more else "")


def digest_of_text(text: str) -> str:
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def digest_of(value: object) -> str:
    """Over canonical JSON: sorted keys, no spaces, letters as they are. Manifests hold no fractions."""
    return digest_of_text(json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False))


def json_schema() -> dict[str, Any]:
    """The JSON schema of the document: what `schemas/dagster-manifest.schema.json` holds."""
    schema = Manifest.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Akili manifest for Dagster"}
