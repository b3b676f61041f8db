import { digestOf, type CompiledInput, type RunRecord } from '@akili/model';

/** What an input is loaded from. */
export interface Origin {
  readonly from: 'fixture' | 'connection';
  readonly of: string;
}

/** How an input is loaded this time. */
export interface LoadPlan {
  /** The column that is read beside the input's own, and its type; absent: the input is loaded whole each time. */
  readonly cursor?: { readonly field: string; readonly type: string };
  /** Rows beyond this value are read; absent: all. */
  readonly after?: string;
  /** `key`: a row takes the place of the one with its key. `cursor`: rows beyond the cursor take the place of those. */
  readonly merge: 'key' | 'cursor' | 'none';
  readonly definition: string;
  readonly note?: string;
}

export interface LoadSituation {
  readonly origin: Origin;
  /** Type of the cursor's column, where the schema lock has it. */
  readonly cursorType: string | undefined;
  readonly fullRefresh: boolean;
  /** Rows that the raw table holds. */
  readonly held: number;
  /** The tenant's runs of this product, newest first. */
  readonly records: readonly RunRecord[];
}

/** Types whose order is the same in every engine; texts are sorted by collation. */
const ordered = /^(integer|bigint|date|timestamp|decimal\(.*\))$/;

/**
 * Decides how an input is loaded. A cursor counts only while the raw table holds what it was recorded for: the same
 * columns of the same table from the same place.
 */
export function planLoad(input: CompiledInput, situation: LoadSituation): LoadPlan {
  const { origin, cursorType, fullRefresh, held, records } = situation;
  const { strategy = 'full_refresh', cursorField, resource, key } = input;
  const columns = input.columns.map(({ name, type }) => [name, type]);
  const facts = { ...origin, resource: resource ?? null, strategy, cursorField: cursorField ?? null, key, columns };
  const definition = digestOf(facts);
  const whole = (note?: string): LoadPlan => ({ merge: 'none', definition, ...(note === undefined ? {} : { note }) });
  if (strategy === 'full_refresh') return whole();
  if (origin.from === 'fixture') return whole(`a fixture is loaded whole, whatever \`${strategy}\` says`);
  if (strategy !== 'incremental' && strategy !== 'cdc') {
    return whole(`\`${strategy}\` is not followed here: a snapshot each time`);
  }
  if (cursorField === undefined) return whole(`\`${strategy}\` without a cursor_field: a snapshot each time`);
  const loaded = new Set(input.columns.map(({ name }) => name));
  const type = input.columns.find(({ name }) => name === cursorField)?.type ?? cursorType;
  if (type === undefined || !ordered.test(type)) {
    return whole(`the type of \`${cursorField}\` has no order to go on by: a snapshot each time`);
  }
  const keyed = key.length > 0 && key.every((column) => loaded.has(column));
  if (!keyed && !loaded.has(cursorField)) {
    return whole(`neither a key nor \`${cursorField}\` is loaded: a snapshot each time`);
  }
  const note =
    strategy === 'cdc' ? 'cdc: a snapshot, then by the cursor; deleted rows stay until --full-refresh' : undefined;
  const last = records.flatMap(({ inputs }) => inputs.find(({ name }) => name === input.name) ?? [])[0];
  const after = !fullRefresh && held > 0 && last?.definition === definition ? last.cursor : undefined;
  return {
    cursor: { field: cursorField, type },
    ...(after === undefined ? {} : { after }),
    merge: keyed ? 'key' : 'cursor',
    definition,
    ...(note === undefined ? {} : { note }),
  };
}
