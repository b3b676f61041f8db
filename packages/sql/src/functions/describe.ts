import { targets, type Target } from '@akili/model';
import type { BoundExpr } from '../analyse/bound.ts';
import type { Fragment } from '../emit/fragment.ts';
import { printExpr } from '../emit/print-expr.ts';
import { newPrinter, noSlots } from '../emit/printer.ts';
import { fillTemplate } from '../emit/template.ts';
import { writerOf, type Family, type Form, type FunctionEntry, type Refuse } from './entry.ts';
import { allFunctions } from './registry.ts';
import { sampleArguments, type Sample } from './sample-arguments.ts';
import { starrocksPages, starrocksWords, type StarRocksPage } from './starrocks-pages.ts';
import { signatureOf, type Param } from './signature.ts';

export { starrocksPages, starrocksWords } from './starrocks-pages.ts';

/** A function as the reference page shows it. */
export interface FunctionDescription {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly family: Family;
  readonly kind: FunctionEntry['kind'];
  /** Sentences. */
  readonly nulls: string;
  readonly determinism: string;
  readonly source: string;
  /** The pages of StarRocks' documentation about what its forms use; empty where it is refused there. */
  readonly starrocks: readonly (StarRocksPage & { readonly name: string })[];
  readonly forms: readonly FormDescription[];
}

/** One way to call it. */
export interface FormDescription {
  /** `varchar, integer literal` */
  readonly takes: string;
  readonly gives: string;
  readonly targets: { readonly [target in Target]: WrittenForm };
}

/** What a target's text looks like for arguments `a`, `b`, `c`; why there is none; and when there is none. */
export type WrittenForm =
  { readonly text: string; readonly otherwise?: string } | { readonly text: undefined; readonly otherwise: string };

/** Every function of the dialect, as data for its reference page. */
export function describeFunctions(): readonly FunctionDescription[] {
  return allFunctions.map((entry) =>
    describe(
      entry,
      entry.forms.map((form) => describeForm(entry, form)),
    ),
  );
}

function describe(entry: FunctionEntry, forms: readonly FormDescription[]): FunctionDescription {
  return {
    name: entry.name,
    aliases: entry.aliases ?? [],
    family: entry.family,
    kind: entry.kind,
    nulls: nullsOf(entry),
    determinism: determinismOf(entry),
    source: entry.source,
    starrocks: citationsOf(forms),
    forms,
  };
}

/** Every word that a form writes for StarRocks, with its page; a word without one is a mistake of ours. */
function citationsOf(forms: readonly FormDescription[]): FunctionDescription['starrocks'] {
  const words = new Set(forms.flatMap(({ targets: { starrocks } }) => starrocksWords(starrocks.text ?? '')));
  return [...words].map((name) => {
    const page = starrocksPages.get(name);
    if (page === undefined) throw new Error(`no page of StarRocks' documentation is cited for ${name}`);
    return { name, ...page };
  });
}

function nullsOf({ kind, nulls, skipsNulls }: FunctionEntry): string {
  const skips = kind === 'aggregate' && skipsNulls === true ? ' NULLs are left out.' : '';
  switch (nulls ?? (kind === 'scalar' ? 'strict' : 'always')) {
    case 'strict':
      return `NULL exactly when an argument is.${skips}`;
    case 'all':
      return `NULL when every argument is.${skips}`;
    case 'never':
      return `Never NULL.${skips}`;
    default:
      return kind === 'aggregate' ? `NULL where there is nothing to aggregate.${skips}` : `May be NULL.${skips}`;
  }
}

function determinismOf({ depends, ordered }: FunctionEntry): string {
  if (depends === 'time') return 'Depends on the current time; within one query it stands still.';
  if (depends === 'chance') return 'Gives another value each time (SQL203).';
  return ordered === true ? 'Depends on the order of rows: write ORDER BY.' : 'The same each time.';
}

function describeForm(entry: FunctionEntry, form: Form): FormDescription {
  const { params, result } = signatureOf(form);
  const written = targets.map((target) => [target, writtenOn(entry, form, target)] as const);
  return {
    takes: params.map(paramText).join(', '),
    gives: resultText(result),
    targets: Object.fromEntries(written) as FormDescription['targets'],
  };
}

const classWords: { readonly [what: string]: string } = {
  int: 'integer or bigint',
  wholes: 'whole number',
  exact: 'whole number or decimal',
  real: 'float or double',
  temporal: 'date or timestamp',
  ordered: 'anything with an order',
  T: 'T',
  first: 'what becomes the type of the first argument',
  any: 'anything',
  epoch: "'epoch'",
};

function paramText({ what, converts, literal, optional, repeats }: Param): string {
  const word = classWords[what] ?? what;
  const full = `${word}${literal && what !== 'epoch' ? ' literal' : ''}${converts ? ' (or what converts)' : ''}`;
  return optional ? `[${full}]` : `${full}${repeats ? ' ...' : ''}`;
}

const ordinals = ['first', 'second', 'third'];

function resultText(result: string): string {
  if (result === '@') return 'by the types of the arguments';
  if (result === 'element') return 'type of the elements';
  if (result.startsWith('$')) return `type of the ${ordinals[Number(result.slice(1)) - 1] ?? 'last'} argument`;
  return result;
}

function writtenOn(entry: FunctionEntry, form: Form, target: Target): WrittenForm {
  const plain = write(entry, form, target, 'columns');
  if (typeof plain === 'string') return { text: plain };
  const narrow = write(entry, form, target, 'literals');
  return { text: typeof narrow === 'string' ? narrow : undefined, otherwise: plain.refuse };
}

function write(entry: FunctionEntry, form: Form, target: Target, sample: Sample): string | Refuse {
  const printer = newPrinter(target, ({ name }) => [name]);
  const args = sampleArguments(entry.name, form, sample);
  const fragments = args.map((arg): Fragment => shown(arg) ?? printExpr(arg, printer));
  const writer = writerOf(entry, form, target);
  if (typeof writer === 'string') return fillTemplate(writer, fragments, noSlots);
  if (typeof writer !== 'function') return writer;
  const type = signatureOf(form).type ?? form.result?.(args) ?? args[0]?.type;
  const call = { args, type, distinct: false, windowed: false, filtered: false, orderedByOther: false };
  return writer(fragments, call, printer);
}

function shown(arg: BoundExpr): Fragment | undefined {
  return arg.k === 'column' ? { text: arg.name, atomic: true } : undefined;
}
