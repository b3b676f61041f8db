"""Reads a manifest from where the driver delivered it."""

from __future__ import annotations

import os
from pathlib import Path

from .manifest import ManifestError


def read_delivered(place: str) -> str | None:
    """
    The text at a path or at `s3://bucket/key`; None where nothing was delivered yet. S3 is reached with the keys of
    the process (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY: the tenant's own) at AWS_ENDPOINT_URL.
    """
    if place.startswith("s3://"):
        return _read_object(place)
    try:
        return Path(place).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ManifestError(f"The manifest cannot be read: {type(error).__name__}.") from None


def _read_object(place: str) -> str | None:
    bucket, _, key = place.removeprefix("s3://").partition("/")
    try:
        import boto3  # noqa: PLC0415 - only where a manifest lies on an object store.
        from botocore.config import Config  # noqa: PLC0415
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415
    except ImportError:
        raise ManifestError("A manifest on an object store needs the extra `akili-dagster[s3]`.") from None
    config = Config(
        s3={"addressing_style": "path"},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        connect_timeout=10,
        read_timeout=60,
    )
    client = boto3.client("s3", config=config, region_name=os.environ.get("AWS_REGION", "us-east-1"))
    try:
        return str(client.get_object(Bucket=bucket, Key=key)["Body"].read().decode("utf-8"))
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "unknown")
        if code in {"NoSuchKey", "NoSuchBucket"}:
            return None
        raise ManifestError(f"The object store refused the manifest: {code}.") from None
    except BotoCoreError as error:
        raise ManifestError(f"The object store cannot be reached: {type(error).__name__}.") from None
