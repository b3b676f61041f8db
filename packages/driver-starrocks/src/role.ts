import type { Json } from '@akili/model';
import { notOurs, type ResourceType } from '@akili/resource';
import { kinds } from './kinds.ts';
import { identifier } from './quote.ts';
import { difference, draft, isRecorded, removal, renewal, runRequest, same, statements } from './request.ts';
import type { StarRocksSession } from './session.ts';
import type { RoleSpec } from './specs.ts';
import type { Condition } from './statement.ts';

export type RoleValue = {
  readonly role: string;
  /** Users and roles that are not the tenant's and hold the role. */
  readonly outsiders: readonly string[];
};

const exists = (role: string, is: Condition['is']): Condition => ({
  show: 'SHOW ROLES',
  column: 'Name',
  value: role,
  is,
});

/** A role has no place for a mark: the state records whose it is. */
export const role: ResourceType<RoleSpec, StarRocksSession> = {
  kind: kinds.role,
  rank: 10,
  expect: (desired) => ({ role: desired.spec.role, outsiders: [] }),
  // A lost state costs a refresh: what is as declared is taken over.
  adopts: ({ spec }, { value }) => same(value, { role: spec.role, outsiders: [] }),
  diff(desired, observed) {
    if (desired === undefined) {
      if (observed?.mark === undefined) return undefined;
      const sql = `DROP ROLE ${identifier(observed.name)}`;
      const drop = statements({ sql, when: exists(observed.name, 'there') });
      return removal(observed, [draft(`drop role ${observed.name}`, 'security', 'platform', drop)]);
    }
    const { spec } = desired;
    const after: Json = { role: spec.role, outsiders: [] };
    const refused = notOurs(desired, observed, after);
    if (refused) return refused;
    if (observed === undefined) {
      const create = statements({ sql: `CREATE ROLE IF NOT EXISTS ${identifier(spec.role)}` });
      return difference('create', 'not there yet', observed, after, [
        draft(`create role ${spec.role}`, 'security', 'platform', create),
      ]);
    }
    if (!same(observed.value, after)) {
      const { outsiders } = observed.value as RoleValue;
      const take = draft(`take role ${spec.role} from whom nobody declared`, 'security', 'platform', {
        op: 'outsiders',
        of: { role: spec.role },
      });
      const reason = `held by ${outsiders.join(', ')}`;
      return { ...difference('update', reason, observed, after, [take]), foreign: true };
    }
    return isRecorded(desired, observed) ? undefined : renewal(desired, observed, after, 'platform');
  },
  run: runRequest,
};
