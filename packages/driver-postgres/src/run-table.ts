import { quoteIdentifier, quoteLiteral, quoteQualified, type Transaction } from '@akili/client-postgres';
import { EngineError } from '@akili/resource';
import { grantStatements } from './acl.ts';
import { changeTable } from './change-table.ts';
import { isThere } from './guard.ts';
import { writeMark } from './mark.ts';
import { buildIndexBeside } from './build-index-beside.ts';
import { changeAs, type LookupSession } from './session.ts';
import type { TableSpec } from './specs.ts';
import { columnClause, createIndex, createPolicy, tenantCheck } from './table-sql.ts';
import type { TableAt, TableRequest } from './table-request.ts';
import { expectedTable } from './table-value.ts';
import { tenantColumn } from '@akili/model';

/** Carries one step on a table out: in one transaction, but for an index that is built while others write. */
export async function runTable(session: LookupSession, request: TableRequest, signal: AbortSignal): Promise<void> {
  if (request.do === 'changeTable' && request.change.do === 'setIndex' && request.change.beside)
    await buildIndexBeside(session, request.at, request.change, signal);
  await changeTableNow(session, request, signal);
}

async function changeTableNow(session: LookupSession, request: TableRequest, signal: AbortSignal): Promise<void> {
  const as = request.do === 'createTable' ? ownerOfClosed(request.table) : request.at.as;
  await changeAs(session, as, signal, async (transaction) => {
    switch (request.do) {
      case 'createTable':
        return await createTable(transaction, request.table, request.mark);
      case 'dropTable':
        if (await there(transaction, request.at))
          await transaction.query(`DROP TABLE ${quoteQualified(request.at.schema, request.at.table)}`);
        return;
      case 'changeTable':
        if (!(await there(transaction, request.at)))
          throw new EngineError(`table ${request.at.schema}.${request.at.table} is not there any more`);
        if (request.change.do !== 'setIndex' || !request.change.beside)
          await changeTable(transaction, request.at, request.change);
        if (request.mark !== null) await transaction.execute([markStatement(request.at, request.mark)]);
    }
  });
}

function ownerOfClosed(table: TableSpec): string | undefined {
  return table.closed === true ? table.owner : undefined;
}

/** Row security stands before the first row can: all of it is one transaction with the table. */
async function createTable(transaction: Transaction, spec: TableSpec, digest: string): Promise<void> {
  if (await there(transaction, spec)) return;
  const name = quoteQualified(spec.schema, spec.table);
  const value = expectedTable(spec);
  const columns = [
    `${quoteIdentifier(tenantColumn)} uuid NOT NULL DEFAULT ${quoteLiteral(spec.tenantId)}::uuid`,
    ...spec.columns.map(columnClause),
    tenantCheck(spec.tenantId),
  ];
  await transaction.execute([
    `CREATE TABLE ${name} (${columns.join(', ')})`,
    `ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`,
    ...value.policies.map((policy) => createPolicy(name, policy, spec.tenantId)),
    ...value.indexes.map((index) => createIndex(name, index)),
    ...grantStatements(`TABLE ${name}`, value.grants),
    markStatement(spec, digest),
  ]);
}

function markStatement(at: TableAt, digest: string): string {
  const comment = quoteLiteral(writeMark({ tenantId: at.tenantId, digest }));
  return `COMMENT ON TABLE ${quoteQualified(at.schema, at.table)} IS ${comment}`;
}

function there(transaction: Transaction, at: TableAt): Promise<boolean> {
  return isThere(transaction, 'table', [at.schema, at.table], at.tenantId);
}
