import { openPglite, PostgresError, quoteIdentifier, type Database, type Transaction } from '@akili/client-postgres';
import { emittedReadsDiffer, emittedTextRefused, type Finding } from '@akili/diagnostics';
import { columnsDiffer } from './columns-differ.ts';
import type { DeclaredRelation } from './declared-relation.ts';
import type { EmittedText } from './emitted-text.ts';
import { postgresType } from './engine-type.ts';
import { isKnown, subjectOf, type Judge } from './judge.ts';

const view = '"akili_verify"."answer"';

/** What ends every transaction of the judge: nothing that it made stays. */
class Undone extends Error {}

/**
 * Creates the declared tables and a view of each text in the embedded PostgreSQL, in a transaction that is rolled back:
 * the view's types are compared with the promised ones, and what PostgreSQL says that it depends on with the lineage.
 */
export function postgresJudge(snapshotDirectory: string): Judge {
  let opened: Promise<Database> | undefined;
  return {
    async judge(texts) {
      const known = texts.filter(isKnown);
      if (known.length === 0) return [];
      const database = await (opened ??= openPglite({ snapshotDirectory }));
      const findings: Finding[] = [];
      try {
        await database.transaction(undefined, async (transaction) => {
          await transaction.execute(creations(known));
          for (const text of known) findings.push(...(await judgeText(transaction, text)));
          throw new Undone();
        });
      } catch (error) {
        if (!(error instanceof Undone)) throw error;
      }
      return findings;
    },
    async close() {
      await (await opened)?.close();
      opened = undefined;
    },
  };
}

function creations(texts: readonly EmittedText[]): readonly string[] {
  const relations = [...new Set(texts.flatMap((text) => text.reads))];
  const schemas = new Set(relations.map((one) => one.nameOn('postgres')[0] as string));
  return [
    'CREATE SCHEMA "akili_verify"',
    ...[...schemas].map((schema) => `CREATE SCHEMA ${quoteIdentifier(schema)}`),
    ...relations.map(createTable),
  ];
}

function createTable(relation: DeclaredRelation): string {
  const columns = relation.columns.map((one) => `${quoteIdentifier(one.name)} ${postgresType(one.type)}`);
  return `CREATE TABLE ${relation.nameOn('postgres').map(quoteIdentifier).join('.')} (${columns.join(', ')})`;
}

async function judgeText(transaction: Transaction, text: EmittedText): Promise<readonly Finding[]> {
  await transaction.execute(['SAVEPOINT "text"']);
  try {
    await transaction.execute([`CREATE VIEW ${view} AS ${text.sql}`]);
    const types = columnsDiffer(text, 'PostgreSQL', postgresType, await columnsOf(transaction));
    return [...types, ...(text.isTransform ? unread(text, await dependencies(transaction)) : [])];
  } catch (error) {
    if (!(error instanceof PostgresError)) throw error;
    const problem = error.message.split('\n')[0] as string;
    return [emittedTextRefused.at(undefined, { text: text.title, engine: 'PostgreSQL', problem }, subjectOf(text))];
  } finally {
    await transaction.execute(['ROLLBACK TO SAVEPOINT "text"']);
  }
}

async function columnsOf(transaction: Transaction): Promise<readonly { name: string; type: string }[]> {
  return await transaction.query<{ name: string; type: string }>(
    `SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
     WHERE attrelid = '${view}'::regclass AND attnum > 0 ORDER BY attnum`,
  );
}

/** Every column that the view's rule depends on, as `schema.table.column`. */
async function dependencies(transaction: Transaction): Promise<ReadonlySet<string>> {
  const rows = await transaction.query<{ name: string }>(
    `SELECT DISTINCT n.nspname || '.' || t.relname || '.' || a.attname AS name
     FROM pg_depend d
     JOIN pg_rewrite r ON r.oid = d.objid AND r.ev_class = '${view}'::regclass
     JOIN pg_class t ON t.oid = d.refobjid AND t.oid <> r.ev_class
     JOIN pg_namespace n ON n.oid = t.relnamespace
     JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
     WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0`,
  );
  return new Set(rows.map((row) => row.name));
}

/**
 * Columns of the lineage that the text does not depend on. The other way round a text may well read more: what a
 * subquery selects and nobody uses is read, and leads to no output.
 */
function unread(text: EmittedText, read: ReadonlySet<string>): readonly Finding[] {
  const names = new Map(text.reads.map((one) => [one.input, one.nameOn('postgres').join('.')]));
  const { columns, rows } = text.product.lineage;
  const missing = new Set<string>();
  for (const { input, column } of [...Object.values(columns).flat(), ...rows]) {
    if (!read.has(`${names.get(input) ?? ''}.${column}`)) missing.add(`${input}.${column}`);
  }
  if (missing.size === 0) return [];
  return [emittedReadsDiffer.at(undefined, { text: text.title, columns: [...missing].sort() }, subjectOf(text))];
}
