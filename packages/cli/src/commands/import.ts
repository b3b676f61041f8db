import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { sourceDialects, type SourceDialect } from '@akili/model';
import { importedJson, proposedInputs } from '@akili/report';
import type { Command } from '../command.ts';
import { sayAside, sayResult } from '../say.ts';
import { UsageError } from '../usage-error.ts';
import { writePieces } from '../write-pieces.ts';

/** `akili import sql`. */
export const importCommand: Command = {
  name: 'import',
  summary: 'turn a query of another dialect into the authoring dialect',
  description:
    'Writes the query to stdout: tables become `{{ ref(...) }}`, what is known to mean the same is written as it is written\nhere. To stderr go the inputs that it needs and everything that a person must look at, each at its place: what has no\nform here is an error (exit 3), what may mean something else a warning. No repository is read.',
  operands: [
    { name: 'sql', about: 'what is imported', choices: ['sql'] },
    { name: '[FILE]', about: 'the file with one query; - or nothing: standard input' },
  ],
  withoutView: true,
  flags: [{ name: 'from', value: 'DIALECT', about: 'the dialect of the query (required)', choices: sourceDialects }],
  examples: [
    ['akili import sql --from snowflake revenue.sql > transform.sql', 'a query of Snowflake'],
    ['akili import sql --from mysql - --format json', 'from standard input, with its report for machines'],
  ],
  async run(given, options, host) {
    const [kind, file = '-'] = given.operands;
    if (kind !== 'sql') throw new UsageError('Only `sql` can be imported: akili import sql --from DIALECT FILE.');
    const from = sourceDialects.find((dialect): dialect is SourceDialect => dialect === given.values['from']);
    if (from === undefined) throw new UsageError('Say the dialect of the query with `--from`.');
    const text = read(file, host.cwd);
    const operation = await import('@akili/operations/import-sql');
    const { query, sourceOf, exitCode } = await operation.importSql(text, file === '-' ? 'stdin.sql' : file, from);
    if (options.format === 'json') {
      await writePieces(host.stdout, importedJson(query));
      return exitCode;
    }
    const count = (severity: string): number => query.diagnostics.filter((one) => one.severity === severity).length;
    const summary = { errors: count('error'), warnings: count('warning'), tenants: 0, products: 0 };
    const document = { kind: 'validation', diagnostics: query.diagnostics, summary } as const;
    if (options.format !== 'text') {
      await sayResult(document, sourceOf, options, host);
      return exitCode;
    }
    await host.stdout.write(query.sql ?? '');
    if (!options.quiet) await host.stderr.write(proposedInputs(query));
    await sayAside(document, sourceOf, options, host);
    return exitCode;
  },
};

function read(file: string, cwd: string): string {
  try {
    return readFileSync(file === '-' ? 0 : resolve(cwd, file), 'utf8').replace(/^\ufeff/, '');
  } catch {
    throw new UsageError(`\`${file}\` cannot be read.`);
  }
}
