import type { Command } from '../command.ts';
import { cachedAnswer } from '../cached-answer.ts';

/** `akili compile`. */
export const compile: Command = {
  name: 'compile',
  summary: 'show products with columns, SQL for each engine, checks and lineage',
  description:
    'Compiles the repository and shows what came out, without reaching any engine. With one product its SQL is shown too;\nJSON always holds everything. Exits 3 when there are errors.',
  operands: [],
  flags: [
    {
      name: 'target',
      value: 'WHICH',
      about: 'all: every dialect, and say where one cannot express a query',
      choices: ['all'],
    },
    {
      name: 'verify',
      about: 'have every text read a second time, by the embedded engines and independent parsers',
    },
  ],
  examples: [
    ['akili compile --product daily_revenue', 'columns and SQL of one product'],
    ['akili compile --format json', 'the whole compilation'],
    ['akili compile --target all --format json', 'for every engine there is'],
    ['akili compile --verify', 'trust no single parser'],
  ],
  run(given, options, host) {
    const targets = given.values['target'] === 'all' ? 'all' : 'environment';
    const verify = given.switches.has('verify');
    return cachedAnswer(['compile', targets, verify], options, host, async () => {
      const operation = await import('@akili/operations/compile');
      return (world, selection) => operation.compile(world, selection, { targets, verify });
    });
  },
};
