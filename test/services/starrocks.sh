#!/bin/sh
# Runs the conformance suite of the StarRocks driver against a real server in Docker. Nothing of this was run where the
# project is tested: there is no Docker there, and no package of StarRocks that starts without it.
# Usage: test/services/starrocks.sh    (STARROCKS_VERSION=3.5-latest, STARROCKS_PORT=19030 to choose)
set -eu
cd "$(dirname "$0")/../.."
compose="docker compose -f test/services/starrocks.compose.yaml"
trap '$compose down --volumes' EXIT
$compose up --detach --wait starrocks catalog
AKILI_STARROCKS_PORT="${STARROCKS_PORT:-9030}" npx vitest run \
  --config test/services/vitest.config.ts test/services/starrocks.test.ts
