import { qualifiedName, quoteLiteral } from '@akili/client-duckdb';
import { canonicalJson, type Json } from '@akili/model';
import type { OwnershipMark } from '@akili/resource';

/**
 * The schema of the tenant's file in which we keep what DuckDB has no place for: marks of the catalog and of schemas
 * (they take no comment), definitions of emulated views, and when they were refreshed. No namespace is called so.
 */
export const controlSchema = 'akili__control';

/** One record a resource. The table also says when each was written, in UTC; no observed value depends on it. */
export interface ControlRecord {
  readonly kind: string;
  readonly name: string;
  readonly mark: OwnershipMark;
  readonly detail: Json;
}

function recordsTable(catalog: string): string {
  return qualifiedName(catalog, controlSchema, 'records');
}

/** Makes the control schema; a second time changes nothing. */
export function createControlStatements(catalog: string): readonly string[] {
  return [
    `CREATE SCHEMA IF NOT EXISTS ${qualifiedName(catalog, controlSchema)}`,
    `CREATE TABLE IF NOT EXISTS ${recordsTable(catalog)} (kind VARCHAR NOT NULL, name VARCHAR NOT NULL, ` +
      'tenant VARCHAR NOT NULL, digest VARCHAR NOT NULL, detail VARCHAR NOT NULL, written_at TIMESTAMP NOT NULL)',
  ];
}

/** Removes the record of a resource, if there is one. */
export function forgetStatement(catalog: string, kind: string, name: string): string {
  return `DELETE FROM ${recordsTable(catalog)} WHERE kind = ${quoteLiteral(kind)} AND name = ${quoteLiteral(name)}`;
}

/** Writes a record in place of the one before. */
export function recordStatements(catalog: string, record: ControlRecord): readonly string[] {
  const { kind, name, mark, detail } = record;
  const values = [kind, name, mark.tenantId, mark.digest, canonicalJson(detail)].map(quoteLiteral).join(', ');
  return [
    forgetStatement(catalog, kind, name),
    `INSERT INTO ${recordsTable(catalog)} VALUES (${values}, now()::TIMESTAMP)`,
  ];
}

export function selectRecords(catalog: string): string {
  return `SELECT kind, name, tenant, digest, detail FROM ${recordsTable(catalog)}`;
}
