import { emittedColumnsDiffer, emittedNotOneSelect, emittedReadsDiffer, emittedTextRefused } from '@akili/diagnostics';
import { scenario, type Scenario } from './scenario.ts';

const text = 'the transform of `orders_daily`';
const mended = 'The mistake was reported and mended; `akili compile --verify` had nothing more to say.';

/** What a second reader can say of a text that the compiler wrote: always a mistake of the tool. */
export const emittedScenarios: readonly Scenario[] = [
  scenario(
    emittedTextRefused,
    { text, engine: 'PostgreSQL', problem: 'function strftime(timestamp without time zone, unknown) does not exist' },
    'An entry of the function registry had no form of its own for PostgreSQL.',
    mended,
  ),
  scenario(
    emittedColumnsDiffer,
    { text, engine: 'PostgreSQL', expected: '`total numeric(38,2)`', actual: '`total numeric`' },
    'An output was written without the cast to its canonical type.',
    mended,
  ),
  scenario(
    emittedReadsDiffer,
    { text, columns: ['orders.customer_id'] },
    'The lineage followed a column of a subquery that another one hides.',
    mended,
  ),
  scenario(
    emittedNotOneSelect,
    { text, problem: 'it locks rows' },
    'A clause of the authored text was printed that should have been refused.',
    mended,
  ),
];
