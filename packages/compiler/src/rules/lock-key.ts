import { didYouMean, unknownLockKey, type Finding } from '@akili/diagnostics';
import { within } from '../places.ts';
import type { Rule } from '../rule.ts';

/** The primary key of a locked table is made of its columns. */
export const lockKeyRule: Rule = {
  name: 'lock-key',
  tenant({ tenant }) {
    return tenant.connections.flatMap((connection) =>
      connection.broken
        ? []
        : connection.tables.flatMap((table): readonly Finding[] => {
            const columns = table.columns.map((column) => column.name);
            return table.primaryKey.flatMap((column, index): readonly Finding[] => {
              if (columns.includes(column)) return [];
              const params = { table: table.name, column, suggestion: didYouMean(column, columns) };
              return [unknownLockKey.at(within(table.place, 'primary_key', index), params, { tenant: tenant.slug })];
            });
          }),
    );
  },
};
