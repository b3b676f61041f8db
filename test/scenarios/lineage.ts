import { unknownLineageColumn } from '@akili/diagnostics';
import { scenario, type Scenario } from './scenario.ts';

/** What `akili lineage` can complain about. */
export const lineageScenarios: readonly Scenario[] = [
  scenario(
    unknownLineageColumn,
    { product: 'daily_revenue', column: 'gros_revenue', suggestion: 'gross_revenue' },
    '`akili lineage daily_revenue.gros_revenue` was called.',
    '`akili lineage daily_revenue.gross_revenue` was called.',
  ),
];
