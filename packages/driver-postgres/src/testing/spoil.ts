import type { Json } from '@akili/model';
import type { Step } from '@akili/resource';
import type { RoleRequest } from '../role-request.ts';
import type { SchemaRequest } from '../schema-request.ts';
import type { TableChange, TableRequest } from '../table-request.ts';

const stranger = 'no_such_role';

/** The step with a role that does not exist in what it does last, so that the engine refuses it at the end. */
export function spoil(step: Step): Step | undefined {
  const request = spoiled(step.request as RoleRequest | SchemaRequest | TableRequest);
  return request === undefined ? undefined : { ...step, request };
}

function spoiled(request: RoleRequest | SchemaRequest | TableRequest): Json | undefined {
  switch (request.do) {
    case 'setRole':
      return { ...request, role: { ...request.role, memberOf: [...request.role.memberOf, stranger] } };
    case 'setSchema':
      return { ...request, schema: { ...request.schema, usage: [...request.schema.usage, stranger] } };
    case 'createTable':
      return { ...request, table: { ...request.table, readers: [...request.table.readers, stranger] } };
    case 'changeTable': {
      const change = spoiledChange(request.change);
      return change && { ...request, change };
    }
    default:
      return undefined;
  }
}

function spoiledChange(change: TableChange): TableChange | undefined {
  switch (change.do) {
    case 'setPolicies':
      if (change.create.length === 0) return undefined;
      return { ...change, create: change.create.map((policy) => ({ ...policy, roles: [...policy.roles, stranger] })) };
    case 'setGrants':
      return { ...change, grant: [...change.grant, { to: stranger, privilege: 'SELECT' }] };
    case 'setIndex':
      return change.create === null
        ? undefined
        : { ...change, create: { ...change.create, columns: [...change.create.columns, 'no_such_column'] } };
    case 'addColumn':
    case 'replaceColumn':
      // The rows are gone by then, and must be there again.
      return { ...change, column: { ...change.column, name: 'tableoid' } };
    default:
      return undefined;
  }
}
