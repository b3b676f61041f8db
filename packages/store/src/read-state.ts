import { corruptState, FindingError, newerState } from '@akili/diagnostics';
import { slugPattern, uuidPattern } from '@akili/model';
import { platformSlug } from '@akili/resource';
import type { StateRecord, TenantState } from '@akili/resource';

/** What a state file must say of itself. */
export interface ExpectedState {
  readonly file: string;
  readonly environment: string;
  readonly tenant: string;
}

/** Reads a state file strictly. Throws FindingError, which names the file and the way out. */
export function readState(text: string, expected: ExpectedState): TenantState {
  const { file } = expected;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new FindingError(corruptState.at(undefined, { file, problem: 'it is not JSON' }));
  }
  const version = isObject(value) ? value['formatVersion'] : undefined;
  if (version !== undefined && version !== 1)
    throw new FindingError(newerState.at(undefined, { file, version: String(version).slice(0, 20) }));
  const problem = problemOf(value, expected);
  if (problem !== undefined) throw new FindingError(corruptState.at(undefined, { file, problem }));
  return value as TenantState;
}

const statuses: readonly unknown[] = ['active', 'suspended', 'archived', 'destroyed'];

function problemOf(value: unknown, { environment, tenant }: ExpectedState): string | undefined {
  if (!isObject(value)) return 'it is not an object';
  const state = value as Partial<Record<keyof TenantState, unknown>>;
  if (state.formatVersion !== 1) return 'it has no format version';
  if (state.environment !== environment) return `it is not of the environment \`${environment}\``;
  if (state.tenant !== tenant) return `it is not of the tenant \`${tenant}\``;
  if (typeof state.tenantId !== 'string' || !uuidPattern.test(state.tenantId)) return 'its tenant id is none';
  if (!Number.isSafeInteger(state.serial) || (state.serial as number) < 1) return 'its serial is no number from 1';
  if (!statuses.includes(state.status)) return 'its status is none that there is';
  if (!Array.isArray(state.resources)) return 'it has no list of resources';
  const addresses = new Set<string>();
  for (const [index, record] of (state.resources as readonly unknown[]).entries()) {
    if (!isRecord(record, tenant)) return `resource ${index + 1} is no record of the tenant`;
    if (addresses.has(record.address)) return `resource ${index + 1} occurs twice`;
    addresses.add(record.address);
  }
  return undefined;
}

function isRecord(value: unknown, tenant: string): value is StateRecord {
  if (!isObject(value)) return false;
  const { address, kind, digest, dependsOn, product, login } = value;
  const texts = [address, kind, digest].every((one) => typeof one === 'string');
  const edges = Array.isArray(dependsOn) && dependsOn.every((one) => typeof one === 'string');
  const made = login === undefined || (isObject(login) && [login['reference'], login['version']].every(isText));
  return (
    texts &&
    edges &&
    made &&
    ['string', 'undefined'].includes(typeof product) &&
    String(address).startsWith(`${tenant}/`)
  );
}

const isText = (value: unknown): boolean => typeof value === 'string';

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** True for what a tenant, or the platform, can be called. */
export function isStateSlug(name: string): boolean {
  return name === platformSlug || slugPattern.test(name);
}

/** Tenants' names become names of files: anything but a slug is our own bug. */
export function assertSlug(tenant: string): string {
  if (!isStateSlug(tenant)) throw new Error(`${JSON.stringify(tenant)} is not a slug`);
  return tenant;
}
