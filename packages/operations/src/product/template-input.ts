import {
  classifications,
  tenantColumn,
  type Classification,
  type Column,
  type CompiledProduct,
  type Connection,
  type LockedTable,
} from '@akili/model';
import { quoted, sqlName, type TemplateInput } from './product-template.ts';

/** Reads a table of a connection: its locked columns, or, where there is no lock yet, columns to be replaced. */
export function sourceInput(connection: Connection, table: LockedTable | undefined, product: string): TemplateInput {
  const kept = (table?.columns ?? []).map((column) => column.name).filter(isOutputName);
  if (table === undefined || kept.length === 0) return unlockedInput(connection.name, table?.name, product);
  const name = inputName(table.name);
  const cursor = table.columns.find(isCursor);
  const strategy = cursor === undefined ? ['strategy: full_refresh'] : cursorLines(cursor.name);
  return {
    inputs: inputs([
      ...[`name: ${name}`, 'kind: source', `connection: ${connection.name}`, `resource: ${quoted(table.name)}`],
      ...[...strategy, 'schedule: "0 */4 * * *"'],
      ...['columns:', ...table.columns.map((column) => `  - ${quoted(column.name)}`)],
    ]),
    transform: selectAll(name, kept),
    column: table.primaryKey.find((column) => kept.includes(column)) ?? (kept[0] as string),
    classification: highest(table.columns),
  };
}

/** Reads another product of the tenant: counted by its day, where `counted`, else as it is. */
export function productInput(from: CompiledProduct, counted: boolean): TemplateInput {
  const { name, version, columns, governance } = from;
  const kept = columns.map((column) => column.name).filter(isOutputName);
  const time = columns.find(({ type }) => type === 'timestamp' || type === 'date')?.name;
  const group = time === undefined ? `i.${sqlName(kept[0] ?? '')}` : `DATE_TRUNC('day', i.${sqlName(time)})`;
  const column = time === undefined ? (kept[0] ?? '') : 'day';
  const count = `SELECT\n  ${group} AS ${sqlName(column)},\n  COUNT(*) AS row_count\nFROM {{ ref('${name}') }} i\nGROUP BY 1\n`;
  return {
    inputs: inputs([`name: ${name}`, 'kind: product', `product: ${name}`, `version: ">=${version}"`]),
    transform: counted ? count : selectAll(name, kept),
    column: counted ? column : (kept[0] ?? ''),
    classification: governance?.classification ?? 'internal',
  };
}

/** Reads nothing yet: one row that says so, to be replaced. It compiles, and can be applied. */
export function noInput(): TemplateInput {
  return {
    inputs: `# A table of a connection of this tenant:
#   - name: orders
#     kind: source
#     connection: NAME
#     resource: public.orders
#     strategy: full_refresh
#     columns: [{ name: order_id, type: bigint }]
inputs: []
`,
    transform: `-- Read an input by its name in place of this row.
SELECT
  CAST('2026-01-01' AS DATE) AS day,
  CAST(0 AS BIGINT) AS amount
`,
    column: 'day',
    classification: 'internal',
  };
}

function unlockedInput(connection: string, resource: string | undefined, product: string): TemplateInput {
  return {
    inputs: inputs([
      ...[
        'name: rows',
        'kind: source',
        `connection: ${connection}`,
        `resource: ${quoted(resource ?? `public.${product}`)}`,
      ],
      ...['strategy: full_refresh', 'schedule: "0 */4 * * *"'],
      ...['columns:', '  - { name: id, type: bigint, nullable: false }', '  - { name: updated_at, type: timestamp }'],
    ]),
    transform: selectAll('rows', ['id', 'updated_at']),
    column: 'id',
    classification: 'internal',
  };
}

function inputs(lines: readonly string[]): string {
  return `inputs:\n${lines.map((line, at) => `  ${at === 0 ? '- ' : '  '}${line}\n`).join('')}`;
}

function cursorLines(column: string): readonly string[] {
  return ['strategy: incremental', `cursor_field: ${quoted(column)}`];
}

/** A column that by its name grows with every change. */
function isCursor({ name, type }: Column): boolean {
  return type.kind === 'timestamp' && /^(updated|modified|changed|processed)_(at|on)$/i.test(name);
}

/** Columns that a product may have under their own name. */
function isOutputName(name: string): boolean {
  return /^[a-z_][a-z0-9_]*$/i.test(name) && name.toLowerCase() !== tenantColumn;
}

function selectAll(input: string, columns: readonly string[]): string {
  return `SELECT\n${columns.map((column) => `  i.${sqlName(column)}`).join(',\n')}\nFROM {{ ref('${input}') }} i\n`;
}

/** The last part of a resource's name, as an input is named. */
function inputName(resource: string): string {
  const word = (resource.split('.').at(-1) ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return /^[a-z]/.test(word) ? word : 'rows';
}

function highest(columns: readonly Column[]): Classification {
  const levels = columns.map(({ classification }) => classifications.indexOf(classification ?? 'internal'));
  return classifications[Math.max(classifications.indexOf('internal'), ...levels)] as Classification;
}
