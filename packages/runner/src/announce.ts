import { createHash } from 'node:crypto';
import { appendEvent, type LocalSession, type TopicEvent } from '@akili/driver-local';
import { topicNames, type CheckResult, type CompiledProduct, type Json } from '@akili/model';

/** What a run came to, as far as others are told. */
export interface Announced {
  readonly run: string;
  readonly promoted: boolean;
  readonly checks: readonly CheckResult[];
  readonly rows: number;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/**
 * Tells the product's topics what the run came to and, last of all, that there is new data: the events that the compute
 * engine of a real environment writes.
 */
export function announce(session: LocalSession, product: CompiledProduct, outcome: Announced): void {
  const { promoted, checks, rows } = outcome;
  const topics = topicNames(product.tenant, product.name);
  const about = { product: product.name, namespace: product.namespace, version: product.version };
  const results = checks.map(({ check, severity, verdict, value }) => ({
    name: check,
    severity,
    outcome: verdict,
    value,
  }));
  const kind = promoted ? 'execution.completed' : 'quality.check.failed';
  const told = { ...about, promoted, checks: results };
  appendEvent(session, topics.executionEvents, envelope(session, product, outcome, kind, told));
  if (!promoted) return;
  appendEvent(session, topics.dataAvailable, envelope(session, product, outcome, 'data.available', { ...about, rows }));
}

/** The id follows from the run, so that an event that is written again is known to be the same. */
function envelope(
  { tenant }: LocalSession,
  product: CompiledProduct,
  { run, at }: Announced,
  kind: string,
  payload: Json,
): TopicEvent {
  return {
    event_id: uuid5(tenant.id, `${run}/${product.namespace}.${product.name}/${kind}`),
    event_type: kind,
    tenant_id: tenant.id,
    correlation_id: run,
    timestamp: at,
    payload,
  };
}

/** A name-based UUID (RFC 9562, version 5). */
export function uuid5(namespace: string, name: string): string {
  const hash = createHash('sha1').update(namespace.replaceAll('-', ''), 'hex').update(name).digest();
  hash[6] = ((hash[6] as number) & 0x0f) | 0x50;
  hash[8] = ((hash[8] as number) & 0x3f) | 0x80;
  const hex = hash.toString('hex').slice(0, 32);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
