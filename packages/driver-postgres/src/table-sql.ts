import { quoteIdentifier, quoteLiteral } from '@akili/client-postgres';
import { tenantColumn } from '@akili/model';
import { tenantConstraint } from './part-names.ts';
import { everybody } from './principal.ts';
import type { ColumnSpec } from './specs.ts';
import type { IndexValue, PolicyValue } from './values.ts';

/** The types that `columnType` writes; a plan that says anything else was not written by us. */
const typePattern =
  /^(boolean|integer|bigint|real|double precision|numeric\(\d{1,2},\d{1,2}\)|text|date|timestamp without time zone|uuid|jsonb|bytea)(\[\])?$/;

export function typeName(type: string): string {
  if (!typePattern.test(type)) throw new Error(`not a type of a lookup table: ${type}`);
  return type;
}

/** `"region" text NOT NULL`. */
export function columnClause(column: ColumnSpec): string {
  return `${quoteIdentifier(column.name)} ${typeName(column.type)}${column.nullable ? '' : ' NOT NULL'}`;
}

/** No row of another tenant, whoever writes: policies do not bind a superuser, a check does. */
export function tenantCheck(tenantId: string): string {
  return `CONSTRAINT ${quoteIdentifier(tenantConstraint)} CHECK (${tenantPredicate(tenantId)})`;
}

export function tenantPredicate(tenantId: string): string {
  return `${quoteIdentifier(tenantColumn)} = ${quoteLiteral(tenantId)}::uuid`;
}

/** `beside`: while others write, which PostgreSQL does outside transactions only. */
export function createIndex(table: string, index: IndexValue, { beside = false } = {}): string {
  const unique = `${index.unique ? 'UNIQUE INDEX' : 'INDEX'}${beside ? ' CONCURRENTLY' : ''}`;
  const nulls = index.nullsNotDistinct ? ' NULLS NOT DISTINCT' : '';
  return `CREATE ${unique} ${quoteIdentifier(index.name)} ON ${table} (${index.columns.map(quoteIdentifier).join(', ')})${nulls}`;
}

/** A declared policy. Its conditions are the tenant's id and nothing else, so only which of them there are is data. */
export function createPolicy(table: string, policy: PolicyValue, tenantId: string): string {
  const command = policy.command === 'select' ? 'SELECT' : 'ALL';
  const roles = policy.roles.map((role) => {
    if (role === everybody) throw new Error('no declared policy is for everybody');
    return quoteIdentifier(role);
  });
  const using = policy.using === null ? '' : ` USING (${tenantPredicate(tenantId)})`;
  const check = policy.check === null ? '' : ` WITH CHECK (${tenantPredicate(tenantId)})`;
  return `CREATE POLICY ${quoteIdentifier(policy.name)} ON ${table} AS PERMISSIVE FOR ${command} TO ${roles.join(', ')}${using}${check}`;
}
