import { plannedQueryShape } from './planned-query-shape.ts';
import { anyJson, count, either, flag, listOf, matching, oneOf, record, text, type Shape } from './shape.ts';

const digest = matching(/^sha256:[0-9a-f]{64}$/, 'a digest');
const slug = matching(/^[a-z][a-z0-9-]{0,62}$/, 'a slug');
const uuid = matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'a lower-case uuid');
const position = record({ line: count, column: count });
const range = record({ start: position, end: position });
const location = record({ file: text }, { range });
const op = oneOf('create', 'update', 'replace', 'delete');
const risk = oneOf('safe', 'locking', 'security', 'destructive');
const summary = record({ create: count, update: count, replace: count, delete: count, unchanged: count });

const diagnostic = record(
  {
    code: matching(/^[A-Z]{2,4}[0-9]{3}$/, 'a code'),
    severity: oneOf('error', 'warning', 'info'),
    title: text,
    message: text,
  },
  {
    ...{ help: text, tenant: text, product: text, file: text, range },
    related: listOf(record({ file: text, message: text }, { range })),
  },
);

const step = record({
  ...{ id: text, address: text, op, summary: text, risk },
  ...{ credential: oneOf('platform', 'tenant'), request: anyJson, after: listOf(text) },
});

const change = record(
  {
    ...{ address: text, tenant: slug, op, reason: text, risk, before: anyJson, after: anyJson },
    fingerprint: either(oneOf('absent'), digest),
    steps: listOf(step),
  },
  {
    ...{ product: text, origin: location, basis: oneOf('offline') },
    class: oneOf('missing', 'changed', 'orphaned', 'foreign'),
    query: plannedQueryShape,
  },
);

const signature = record({
  algorithm: oneOf('ed25519'),
  key: matching(/^MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}=$/, 'a public key'),
  value: matching(/^[A-Za-z0-9+/]{86}==$/, 'a signature'),
});

const tenant = record({
  ...{ tenant: slug, tenantId: uuid, inputDigest: digest, stateSerial: count, summary },
  status: oneOf('active', 'suspended', 'archived', 'destroyed'),
});

/** The shape of a plan document of format version 1. */
export const planShape: Shape = record({
  ...{ formatVersion: oneOf(1), digest, environment: text, basis: oneOf('live', 'offline') },
  commit: either(oneOf(null), text),
  scope: record({}, { tenants: listOf(text), products: listOf(text), destroy: oneOf(true) }),
  tenants: listOf(tenant),
  summary,
  changes: listOf(change),
  isolation: record({
    holds: flag,
    statements: listOf(record({ id: text, tenant: slug, holds: flag, evidence: text })),
    notProved: listOf(text),
    violations: listOf(diagnostic),
  }),
  credentials: listOf(
    record(
      { tenant: slug, reference: text },
      {
        stage: oneOf('platform', 'tenant'),
        role: oneOf('analytics', 'lookup', 'objects', 'events', 'compute'),
        generated: oneOf(true),
      },
    ),
  ),
  diagnostics: listOf(diagnostic),
  signature: either(oneOf(null), signature),
});
