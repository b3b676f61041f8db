import { defineDiagnostic } from '../define.ts';

// What keeps `akili run` from running a product, or from publishing it.

/** Exit code 1. */
export const runsElsewhere = defineDiagnostic<{ environment: string }>({
  code: 'APL120',
  severity: 'error',
  title: 'Products of this environment run elsewhere',
  message: (p) => `Environment \`${p.environment}\` is not embedded: its compute engine runs the products.`,
  help: () => 'Start the run on the compute engine, or name an embedded environment with `--env`.',
  why: 'The tool moves no rows between the engines of a real environment.',
});

/** Exit code 4. */
export const productNotApplied = defineDiagnostic<{
  tenant: string;
  product: string;
  changes: number;
  first: string;
}>({
  code: 'APL121',
  severity: 'error',
  title: 'Product is not applied',
  message: (p) =>
    `\`${p.product}\` is not applied as it is declared: ${p.changes === 1 ? 'one change is' : `${p.changes} changes are`} pending, the first at \`${p.first}\`.`,
  help: (p) => `Run \`akili apply --tenant ${p.tenant}\` first.`,
  why: 'A run fills what an apply has made; it creates and changes no table, view or topic by itself.',
});

/** Exit code 7, or 1 when nothing was published. */
export const inputNotLoaded = defineDiagnostic<{ input: string; origin: string; problem: string }>({
  code: 'APL122',
  severity: 'error',
  title: 'Input could not be loaded',
  message: (p) =>
    `Input \`${p.input}\` could not be loaded from ${p.origin}: ${p.problem}. What was loaded before stays.`,
  help: () => 'Mend the cause and run the product again, or put rows into `fixtures/<input>.csv` of its folder.',
  why: 'A product over half of its inputs would look like data and be none.',
});

/** Exit code 7, or 1 when nothing was published. */
export const productRunFailed = defineDiagnostic<{ phase: string; problem: string }>({
  code: 'APL123',
  severity: 'error',
  title: 'Run of the product failed',
  message: (p) => `${p.phase} failed: ${p.problem}`,
  help: () => 'Mend the cause and run the product again: each run makes all of it anew.',
  why: 'What was published before stays until a run replaces it in one step.',
});

/** Exit code 7, or 1 when nothing was published. */
export const waitsForProduct = defineDiagnostic<{ because: string }>({
  code: 'APL124',
  severity: 'error',
  title: 'Product was not run',
  message: (p) => `It was not run, because \`${p.because}\` was not published.`,
  help: (p) => `Mend \`${p.because}\` and run it with what reads it: \`akili run ${p.because}+\`.`,
  why: 'A product that is made from what was held back would mix data of two states.',
});

/** Exit code 4. */
export const tenantDoesNotRun = defineDiagnostic<{ tenant: string; status: string }>({
  code: 'APL125',
  severity: 'error',
  title: 'Tenant does not run',
  message: (p) => `Products of \`${p.tenant}\` do not run: the tenant is ${p.status}.`,
  help: () => 'Set `status: active` in its tenant.yaml and apply.',
  why: 'A suspended or archived tenant keeps its data, and nothing of it is made anew.',
});

/** Exit code 130. */
export const runInterrupted = defineDiagnostic<{ phase: string }>({
  code: 'APL126',
  severity: 'error',
  title: 'Run was interrupted',
  message: (p) => `The run was interrupted while ${p.phase}.`,
  help: () => 'Run it again; nothing has to be cleaned up.',
  why: 'Each step of a run is done as a whole or not at all.',
});

/** Exit code 4. */
export const checkHoldsBack = defineDiagnostic<{ check: string; outcome: string }>({
  code: 'QLT130',
  severity: 'error',
  title: 'Critical check did not pass',
  message: (p) => `\`${p.check}\` ${p.outcome}. The product was not published; the last good data stays.`,
  help: () => 'Mend the data at its source or the check, and run the product again.',
  why: 'A critical check stands between what was made and those who read it.',
});

export const checkWarns = defineDiagnostic<{ check: string; outcome: string }>({
  code: 'QLT230',
  severity: 'warning',
  title: 'Check did not pass',
  message: (p) => `\`${p.check}\` ${p.outcome}. The check is no critical one, so the product was published.`,
  help: () => 'Look at the rows that it counts; with `severity: critical` it holds the product back.',
  why: 'A warning is kept with the run, and nothing waits for it.',
});
