import { counted } from '../counted.ts';
import { codeSpan, sentenceMarkdown, fence } from '../escape-markdown.ts';
import { signs } from '../plan-words.ts';
import { queryWords, reachedWords } from '../query-words.ts';
import { affectedGraph } from './affected-graph.ts';
import { checkDifference, quotaDifference } from './check-difference.ts';
import { details } from './details.ts';
import type { Part } from './fit.ts';
import type { ChangedProduct } from './pull-request.ts';
import { schemaDifference } from './schema-difference.ts';
import { sqlDifference } from './sql-difference.ts';
import type { SameTransition, ShownChange, TenantView } from './tenant-view.ts';

/** Tenants that are named where one part stands for several. */
const tenantsNamed = 20;
/** Characters of a value that are shown. */
const valueShown = 120;

/** One tenant's changes, or those that several tenants share: folded, in four levels of detail. */
export function transitionPart({ tenants, view }: SameTransition): Part {
  const folded = (body: string): string => details(title(tenants, view), named(tenants) + body);
  const changes = (withSteps: boolean): string =>
    view.changes.length === 0
      ? ''
      : `${fence(
          'diff',
          view.changes.flatMap((one) => changeLines(one, withSteps)),
        )}\n\n`;
  const products = (withSql: boolean): string => productBlocks(view, withSql);
  return {
    levels: [
      '',
      folded(changes(false)),
      folded(products(false) + changes(false)),
      folded(products(true) + changes(false)),
      folded(products(true) + changes(true)),
    ],
  };
}

function title(tenants: readonly string[], { changes, products, quotas }: TenantView): string {
  const who = tenants.length === 1 ? codeSpan(tenants[0] ?? '') : counted(tenants.length, 'tenant');
  const parts = [
    ...(products.length > 0 ? [counted(products.length, 'changed product')] : []),
    ...(changes.length > 0 ? [counted(changes.length, 'change')] : []),
    ...(quotas.length > 0 ? [counted(quotas.length, 'changed quota')] : []),
  ];
  const risky = changes.some(({ risk }) => risk === 'destructive') ? ', <b>destructive</b>' : '';
  return `${who}: ${parts.join(', ')}${tenants.length > 1 ? ' each' : ''}${risky}`;
}

function named(tenants: readonly string[]): string {
  if (tenants.length === 1) return '';
  const first = tenants.slice(0, tenantsNamed).map(codeSpan).join(', ');
  const more = tenants.length - tenantsNamed;
  return `The same for ${first}${more > 0 ? ` and ${more} more` : ''}.\n\n`;
}

function productBlocks(view: TenantView, withSql: boolean): string {
  const changed = new Set(view.products.map(({ product }) => product));
  const blocks = view.products.map(({ product, transform, columns, checks, query }) =>
    [
      `#### ${codeSpan(product)}\n\n`,
      query === undefined ? '' : queryBlock(query),
      schemaDifference(columns),
      checkDifference(checks),
      withSql ? sqlDifference(transform) : '',
      '\n',
    ].join(''),
  );
  return blocks.join('') + quotaDifference(view.quotas) + affectedGraph(view.reads, changed);
}

function queryBlock({ class: name, reasons, reaches }: NonNullable<ChangedProduct['query']>): string {
  const grave = name === 'breaking' || name === 'rows';
  const items = [
    ...reasons.map(({ message }) => sentenceMarkdown(message)),
    ...reaches.map((one) => `reaches ${codeSpan(reachedWords(one))}`),
  ];
  const list = items.map((item) => `- ${item}\n`).join('');
  return `Query: ${grave ? `**${name}**` : name}, ${queryWords[name]}.\n\n${list}${list === '' ? '' : '\n'}`;
}

/** `diff` colours lines that start with `+`, `-` or `!`, so updates and replacements get the `!`. */
function changeLines(change: ShownChange, withSteps: boolean): readonly string[] {
  const mark = change.op === 'create' ? '+' : change.op === 'delete' ? '-' : `! ${signs[change.op]}`;
  const risk = change.risk === 'safe' ? '' : ` [${change.risk}]`;
  const first = `${mark} ${change.what}${risk}`;
  if (!withSteps) return [first];
  return [
    first,
    ...(change.reason === undefined || change.op === 'create' ? [] : [`    ${change.reason}`]),
    ...change.members.map(({ path, before, after }) => `    ${path}: ${cut(before)} -> ${cut(after)}`),
    ...change.steps.map((step) => `    > ${step.summary}${step.risk === 'safe' ? '' : ` [${step.risk}]`}`),
  ];
}

/** Digests are shown by their beginning: nobody compares more of one by eye. */
function cut(value: string | null): string {
  if (value === null) return 'nothing';
  const characters = [...value.replace(/sha256:([0-9a-f]{12})[0-9a-f]{52}/g, 'sha256:$1')];
  return characters.length > valueShown ? `${characters.slice(0, valueShown).join('')}…` : characters.join('');
}
