import { duplicateOutput, unknownOutputType, unnamedOutput, unrepresentableOutput } from '@akili/diagnostics';
import type { OutputColumn } from './analysed-query.ts';
import type { Binder } from './binder.ts';
import type { BoundQuery } from './bound.ts';
import { describeType } from './expr-type.ts';
import { dottedParts } from './sql-token.ts';
import { outputType } from './type-rules.ts';

/** The outputs of the whole query as columns; those of a transform must make a table. */
export function checkOutputs(query: BoundQuery, binder: Binder): readonly OutputColumn[] {
  const transform = binder.scope.purpose === 'transform';
  const seen = new Set<string>();
  return query.outputs.map((output, i) => {
    const { expr } = output;
    const { at, type } = expr;
    const name = output.name ?? (query.outputs.length === 1 ? 'value' : `value_${i + 1}`);
    if (transform) {
      // What could not be bound has its own finding; a name would not mend it.
      if (output.name === undefined && expr.k !== 'broken') binder.report(unnamedOutput, at, { position: i + 1 });
      else if (output.name !== undefined && seen.has(name.toLowerCase())) binder.report(duplicateOutput, at, { name });
      if (type === undefined && expr.k !== 'broken') binder.report(unknownOutputType, at, { name });
    }
    seen.add(name.toLowerCase());
    const canonical = type && outputType(type);
    if (type !== undefined && canonical === undefined) {
      const cast = type.kind === 'interval' ? 'BIGINT with DATEDIFF' : 'INTEGER or VARCHAR';
      if (transform || type.kind === 'interval') {
        binder.report(unrepresentableOutput, at, { name, type: describeType(type), cast });
      }
    }
    const start = Math.max(0, at);
    const end = dottedParts(binder.rendered.sql, start).at(-1)?.[1] ?? start;
    return { name, type: canonical, nullable: expr.nullable, start, end };
  });
}
