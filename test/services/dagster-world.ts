import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { dagsterCompute, type ComputeSession } from '@akili/driver-dagster';
import type { EngineBinding, Environment, Json } from '@akili/model';
import type { DriverContext, EngineConnection, LowerInput, Observed, Resource } from '@akili/resource';
import { observe, runStep, stepsBetween, tenantsOf } from '@akili/testkit';
import type { DagsterAccess } from './dagster.ts';

/** A context in which the driver connects to a Dagster that tests started. */
export function dagsterContext({ directory }: DagsterAccess, url: string, timeoutSeconds = 60): DriverContext {
  const place = { file: 'akili.yaml' };
  const settings: { readonly [key: string]: Json } = { url, directory, timeoutSeconds };
  const binding: EngineBinding = { role: 'compute', driver: 'dagster', settings, credentials: undefined, place };
  const engines = { compute: binding };
  const environment: Environment = {
    ...{ name: 'production', embedded: false, engines, vars: {}, place },
    state: { store: 'directory' },
  };
  const secret: DriverContext['secret'] = (tenant) => Promise.resolve({ token: `token-of-${tenant}` });
  return { environment, binding, directory, secret, tenants: [] };
}

/** What shall be, without edges to engines that are not there. */
export function desiredOf(input: LowerInput): readonly Resource[] {
  const all = dagsterCompute.lower(input);
  const there = new Set(all.map(({ address }) => address));
  return all.map((one) => ({ ...one, dependsOn: one.dependsOn.filter((address) => there.has(address)) }));
}

type Connection = EngineConnection<ComputeSession>;

/** Summaries of the steps that a plan would have. */
export async function planned(connection: Connection, desired: readonly Resource[]): Promise<readonly string[]> {
  const tenants = tenantsOf(desired);
  const observed = await observe(connection, tenants);
  return stepsBetween(dagsterCompute, desired, observed, tenants).map(({ step }) => `${step.op} ${step.address}`);
}

/** Carries a plan out; the steps that were run. A step that fails ends it. */
export async function applied(connection: Connection, desired: readonly Resource[]): Promise<readonly string[]> {
  const tenants = tenantsOf(desired);
  const done: string[] = [];
  const observed: readonly Observed[] = await observe(connection, tenants);
  for (const step of stepsBetween(dagsterCompute, desired, observed, tenants)) {
    await runStep(connection, step);
    done.push(`${step.step.op} ${step.step.address}`);
  }
  return done;
}

/** Takes every manifest away and lets the locations see it. */
export async function emptied({ url, directory }: DagsterAccess, slugs: readonly string[]): Promise<void> {
  for (const slug of slugs) rmSync(join(directory, slug), { recursive: true, force: true });
  for (const slug of slugs) await reloadLocation(url, slug);
}

/** Reloads a location past the driver, as a person in Dagster's own pages does. */
export async function reloadLocation(url: string, slug: string): Promise<void> {
  await ask(url, `mutation { reloadRepositoryLocation(repositoryLocationName: "akili-${slug}") { __typename } }`);
}

/** Asks Dagster itself. */
export async function ask<Data>(url: string, query: string): Promise<Data> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
  const { data, errors } = (await response.json()) as { readonly data: Data; readonly errors?: unknown };
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
}
