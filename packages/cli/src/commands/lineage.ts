import { mermaidLineage, openLineage } from '@akili/report';
import type { Command } from '../command.ts';
import { sayResult } from '../say.ts';
import { operate } from '../with-operations.ts';
import { writePieces } from '../write-pieces.ts';

/** `akili lineage`. */
export const lineage: Command = {
  name: 'lineage',
  summary: 'show what columns are made from, and what is made from them',
  description:
    'Follows columns through every product of the tenants, without reaching any engine. `<-` is what a column is made from,\n`->` what is made from it, each with its use: value, aggregate, filter, join, group, order, window; `(rows)` stands for\nwhich rows there are. A hash on the way is named. Besides the formats of every command there are\n`--format openlineage` (job events, one a line) and `--format mermaid` (a flow chart).',
  operands: [{ name: '[PRODUCT[.COLUMN]]', about: 'a product, or one column of it (default: every product)' }],
  flags: [
    { name: 'up', about: 'only what it is made from' },
    { name: 'down', about: 'only what is made from it' },
  ],
  formats: ['openlineage', 'mermaid'],
  examples: [
    ['akili lineage daily_revenue', 'everything about one product'],
    ['akili lineage daily_revenue.gross_revenue --up', 'where one column comes from'],
    ['akili lineage --tenant acme-corp --format openlineage', 'all of a tenant, for a lineage server'],
    ['akili lineage daily_revenue --format mermaid', 'a flow chart'],
  ],
  async run(given, options, host) {
    const [of] = given.operands;
    const only = (['up', 'down'] as const).filter((direction) => given.switches.has(direction));
    const directions = only.length === 0 ? (['up', 'down'] as const) : only;
    const operation = await import('@akili/operations/lineage');
    const { document, sourceOf, exitCode } = await operate(options, host, (world, selection) =>
      operation.lineage(world, selection, { of, directions }),
    );
    const format = given.values['format'];
    if (document.kind !== 'lineage' || format === undefined) await sayResult(document, sourceOf, options, host);
    else if (format === 'mermaid') await host.stdout.write(`${mermaidLineage(document.trace).join('\n')}\n`);
    else await writePieces(host.stdout, openLineage(document.trace, host.now(), host.version));
    return exitCode;
  },
};
