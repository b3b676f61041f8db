import type { Plan, PlannedTenant } from '@akili/plan';
import type { Risk } from '@akili/resource';
import { counted } from '../counted.ts';
import { codeSpan } from '../escape-markdown.ts';
import { markdownTable } from '../markdown-table.ts';
import type { Part } from './fit.ts';

const head = ['Tenant', 'Products', '+', '~', '-', '±', 'Risks', 'Gates'];
/** Rows of the table that stands where the whole one does not fit. */
const someRows = 40;
const risksShown: readonly Risk[] = ['destructive', 'security', 'locking'];

/** What changes, a row a tenant; those without a change are counted. */
export function summaryTable(plan: Plan): Part {
  const changing = plan.tenants.filter(({ tenant, summary }) => changed(summary) > 0 || gatesOf(plan, tenant) !== '');
  const idle = plan.tenants.length - changing.length;
  const unchanged = `${counted(plan.summary.unchanged, 'thing')} unchanged${idle > 0 ? `; ${counted(idle, 'tenant')} without changes` : ''}.\n\n`;
  if (changing.length === 0) return { levels: [unchanged] };
  const seen = factsByTenant(plan);
  const rows = changing.map((tenant) => row(plan, tenant, seen));
  const table = (shown: number): string =>
    markdownTable(head, rows.slice(0, shown)) +
    (shown < rows.length ? `and ${counted(rows.length - shown, 'more tenant')}.\n\n` : '') +
    unchanged;
  const short = `${counted(changing.length, 'tenant')} with changes. ${unchanged}`;
  return {
    levels: rows.length > someRows ? [short, table(someRows), table(rows.length)] : [short, table(rows.length)],
  };
}

interface Facts {
  readonly products: Set<string>;
  readonly risks: Map<Risk, number>;
}

function factsByTenant(plan: Plan): ReadonlyMap<string, Facts> {
  const facts = new Map<string, Facts>();
  for (const { tenant, product, risk } of plan.changes) {
    const own = facts.get(tenant) ?? { products: new Set(), risks: new Map() };
    facts.set(tenant, own);
    if (product !== undefined) own.products.add(product);
    own.risks.set(risk, (own.risks.get(risk) ?? 0) + 1);
  }
  return facts;
}

function row(plan: Plan, { tenant, summary }: PlannedTenant, seen: ReadonlyMap<string, Facts>): readonly string[] {
  const facts = seen.get(tenant);
  const risks = risksShown.flatMap((risk) => {
    const count = facts?.risks.get(risk);
    return count === undefined ? [] : [`${risk === 'destructive' ? `**${risk}**` : risk} ${count}`];
  });
  const counts = [summary.create, summary.update, summary.delete, summary.replace].map((count) =>
    count === 0 ? '' : String(count),
  );
  const products = facts === undefined || facts.products.size === 0 ? '' : String(facts.products.size);
  return [codeSpan(tenant), products, ...counts, risks.join(', '), gatesOf(plan, tenant)];
}

/** The codes of what keeps a tenant's part from being applied. */
function gatesOf({ diagnostics, isolation }: Plan, tenant: string): string {
  const own = [...isolation.violations, ...diagnostics].filter(
    (one) => one.severity === 'error' && one.tenant === tenant,
  );
  return [...new Set(own.map(({ code }) => code))].join(', ');
}

function changed({ create, update, replace, delete: deleted }: PlannedTenant['summary']): number {
  return create + update + replace + deleted;
}
