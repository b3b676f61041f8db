import {
  checkHoldsBack,
  checkWarns,
  inputNotLoaded,
  productNotApplied,
  productRunFailed,
  runInterrupted,
  runsElsewhere,
  tenantDoesNotRun,
  waitsForProduct,
} from '@akili/diagnostics';
import { scenario, type Scenario } from './scenario.ts';

/** What can happen while products are run. */
export const runScenarios: readonly Scenario[] = [
  scenario(
    runsElsewhere,
    { environment: 'production' },
    '`akili run --env production` was called.',
    'The run was started in Dagster; locally, `akili run --env local`.',
  ),
  scenario(
    productNotApplied,
    {
      tenant: 'acme-corp',
      product: 'daily_revenue',
      changes: 2,
      first: 'acme-corp/analytics.table/sales.daily_revenue',
    },
    'A column was added to transform.sql, and the product run at once.',
    '`akili apply --tenant acme-corp`, then `akili run daily_revenue`.',
  ),
  scenario(
    inputNotLoaded,
    {
      input: 'orders',
      origin: '`tenants/acme-corp/products/daily_revenue/fixtures/orders.csv`',
      problem: '`amount` holds 2 values that are no decimal(18,2)',
    },
    'The fixture was written with decimal commas.',
    'The file has decimal points now.',
  ),
  scenario(
    productRunFailed,
    {
      phase: 'Comparing the product with its contract',
      problem: '3 values of the key (region) stand in more than one row. Nothing was published.',
    },
    'The key of the lookup table was declared too narrow.',
    'output.yaml names `[region, date]`.',
  ),
  scenario(
    waitsForProduct,
    { because: 'orders_clean' },
    'A check of `orders_clean` failed, and `daily_revenue` reads it.',
    'The orders were mended, and `akili run orders_clean+` ran both.',
  ),
  scenario(
    tenantDoesNotRun,
    { tenant: 'acme-corp', status: 'suspended' },
    '`akili run` was called for a tenant that is suspended.',
    'The tenant is active again.',
  ),
  scenario(
    runInterrupted,
    { phase: 'building the product' },
    'Somebody pressed Ctrl-C.',
    '`akili run` was called again.',
  ),
  scenario(
    checkHoldsBack,
    { check: 'freshness', outcome: 'gave 30, more than its threshold 24' },
    'The source had no orders for a day.',
    'Orders came in, and the next run published the product.',
  ),
  scenario(
    checkWarns,
    { check: 'net_lte_gross', outcome: 'gave 2, more than its threshold 0' },
    'Two rows had a negative unit cost.',
    'The unit costs were mended at the source.',
  ),
];
