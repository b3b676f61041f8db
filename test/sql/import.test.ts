import { sourceDialects } from '@akili/model';
import { afterAll, describe, expect, test } from 'vitest';
import { queriesOf, reportOf } from './import/corpus.ts';
import { parser } from './translate.ts';

afterAll(() => parser.close());

describe('queries of other dialects', () => {
  test.each(sourceDialects)('%s', async (dialect) => {
    expect(queriesOf(dialect).length).toBeGreaterThanOrEqual(25);
    await expect(await reportOf(dialect)).toMatchFileSnapshot(`./import/${dialect}.report.txt`);
  });
});
