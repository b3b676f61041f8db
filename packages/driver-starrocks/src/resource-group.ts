import type { Json } from '@akili/model';
import { notOurs, type ResourceType } from '@akili/resource';
import { kinds } from './kinds.ts';
import { identifier, literal } from './quote.ts';
import { difference, draft, isRecorded, removal, renewal, runRequest, same, statements } from './request.ts';
import type { StarRocksSession } from './session.ts';
import type { ResourceGroupSpec } from './specs.ts';

export type ResourceGroupValue = {
  readonly cpuWeight: number;
  readonly memoryPercent: number;
  /** What its classifiers ask for, without their ids, sorted. */
  readonly classifiers: readonly string[];
};

/** What a tenant may use of the engine. Limits are compared as numbers, classifiers as what they ask for. */
export const resourceGroup: ResourceType<ResourceGroupSpec, StarRocksSession> = {
  kind: kinds.resourceGroup,
  rank: 12,
  expect: (desired) => expected(desired.spec),
  // A lost state costs a refresh: what is as declared is taken over.
  adopts: ({ spec }, { value }) => same(value, expected(spec)),
  diff(desired, observed) {
    if (desired === undefined) {
      if (observed?.mark === undefined) return undefined;
      const sql = `DROP RESOURCE GROUP ${identifier(observed.name)}`;
      const when = { show: 'SHOW RESOURCE GROUPS ALL', column: 'name', value: observed.name, is: 'there' } as const;
      return removal(observed, [
        draft(`drop resource group ${observed.name}`, 'safe', 'platform', statements({ sql, when })),
      ]);
    }
    const { spec } = desired;
    const after = expected(spec);
    const refused = notOurs(desired, observed, after);
    if (refused) return refused;
    const limits = `('cpu_weight' = '${spec.cpuWeight}', 'mem_limit' = '${spec.memoryPercent}%')`;
    const group = identifier(spec.group);
    if (observed === undefined) {
      const users = spec.users.map((user) => `(user=${literal(user)})`).join(', ');
      const sql = `CREATE RESOURCE GROUP ${group} TO ${users} WITH ${limits}`;
      const when = { show: 'SHOW RESOURCE GROUPS ALL', column: 'name', value: spec.group, is: 'absent' } as const;
      return difference('create', 'not there yet', observed, after, [
        draft(`create resource group ${spec.group}`, 'safe', 'platform', statements({ sql, when })),
      ]);
    }
    if (same(observed.value, after))
      return isRecorded(desired, observed) ? undefined : renewal(desired, observed, after, 'platform');
    const before = observed.value as ResourceGroupValue;
    const keys = ['cpuWeight', 'memoryPercent', 'classifiers'] as const;
    const reason = `changed: ${keys.filter((key) => !same(before[key], after[key])).join(', ')}`;
    return difference('update', reason, observed, after, [
      draft(`set limits and classifiers of resource group ${spec.group}`, 'safe', 'platform', {
        op: 'resourceGroup',
        group: spec.group,
        limits: `ALTER RESOURCE GROUP ${group} WITH ${limits}`,
        users: spec.users,
      }),
    ]);
  },
  run: runRequest,
};

function expected(spec: ResourceGroupSpec): ResourceGroupValue & { readonly [key: string]: Json } {
  const classifiers = spec.users.map((user) => `user=${user}`).toSorted();
  return { cpuWeight: spec.cpuWeight, memoryPercent: spec.memoryPercent, classifiers };
}
