import { spawnSync } from 'node:child_process';
import { sourceDialects } from '@akili/model';
import { importSql } from '@akili/operations/import-sql';
import { describe, expect, test } from 'vitest';
import { queriesOf } from './import/corpus.ts';

/** Texts that node-sql-parser misreads, or that are refused for what it sees and we leave. */
const doubted = ['SELECT TOP (5) WITH TIES a FROM t ORDER BY a', 'SELECT a FROM #temp'];

describe('a second reader of foreign SQL only asks', () => {
  test.each(sourceDialects)('%s: it asks of nothing that was read rightly', async (dialect) => {
    for (const query of queriesOf(dialect)) {
      const { diagnostics } = (await importSql(query, 'query.sql', dialect)).query;
      const asked = diagnostics.filter((one) => one.message.includes('two readers of this text disagree'));
      expect(asked.every((one) => one.severity === 'warning')).toBe(true);
      expect(asked.length > 0, query).toBe(doubted.includes(query));
    }
  });

  test('a table that became no input is asked about, and stops nothing', async () => {
    const { query } = await importSql('SELECT a FROM #temp', 'query.sql', 'transactsql');
    expect(query.diagnostics.map((one) => one.message).join()).toContain('the table #temp, which became no input');
  });
});

test('a query comes in on standard input', () => {
  const input = 'SELECT IFNULL(`a`, 0) AS a FROM `shop`.`orders`\n';
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'packages/cli/src/from-source.ts', ...args], {
      input,
      encoding: 'utf8',
    });
  for (const operand of [['-'], []]) {
    const { status, stdout, stderr } = run('import', 'sql', '--from', 'mysql', ...operand);
    expect(stdout).toBe(`SELECT COALESCE("a", 0) AS a FROM {{ ref('orders') }}\n`);
    expect(stderr).toContain('resource: "shop.orders"');
    expect(status).toBe(0);
  }
});
