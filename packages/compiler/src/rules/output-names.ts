import { illegalOutputColumn, reservedOutputColumn, type Finding } from '@akili/diagnostics';
import { tenantColumn } from '@akili/model';
import { subjectOf, type Rule } from '../rule.ts';

/** What PostgreSQL, StarRocks and DuckDB all take as the name of a column. */
const legal = /^[A-Za-z_][A-Za-z0-9_]{0,62}$/;

/** Columns that PostgreSQL gives every table itself (manual, "System Columns"); no table may define one of them. */
const systemColumns: readonly string[] = ['tableoid', 'xmin', 'cmin', 'xmax', 'cmax', 'ctid'];

/** Output columns have names that every engine takes, and none sets the column that keeps tenants apart. */
export const outputNamesRule: Rule = {
  name: 'output-names',
  analysed({ product, query, rendered }) {
    return query.columns.flatMap((column): readonly Finding[] => {
      const place = rendered.placeOf(column.start, column.end);
      if (column.name.toLowerCase() === tenantColumn) {
        return [reservedOutputColumn.at(place, { column: column.name }, subjectOf(product))];
      }
      return legal.test(column.name) && !systemColumns.includes(column.name.toLowerCase())
        ? []
        : [illegalOutputColumn.at(place, { column: column.name }, subjectOf(product))];
    });
  },
};
