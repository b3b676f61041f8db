import {
  didYouMean,
  inputTypeContradictsLock,
  unknownResource,
  unknownSourceColumn,
  untypedInput,
  type Finding,
} from '@akili/diagnostics';
import { writeType, type Connection, type Input, type LockedTable, type Product } from '@akili/model';
import { within } from '../places.ts';
import { subjectOf, type Rule } from '../rule.ts';

type SourceInput = Extract<Input, { kind: 'source' }>;

/** What an input loads is in the schema lock of its connection, or every column says its own type. */
export const inputSchemaRule: Rule = {
  name: 'input-schema',
  product(product, { connections }) {
    return product.inputs.flatMap((input): readonly Finding[] => {
      const connection = input.kind === 'source' ? connections.get(input.connection) : undefined;
      if (input.kind !== 'source' || connection === undefined || connection.broken) return [];
      const table = connection.tables.find((one) => one.name === input.resource);
      return table ? againstLock(product, input, table) : withoutLock(product, input, connection);
    });
  },
};

function withoutLock(product: Product, input: SourceInput, connection: Connection): readonly Finding[] {
  if (input.columns?.every((column) => column.type !== undefined)) return [];
  if (connection.tables.length === 0) {
    const params = { input: input.name, connection: connection.name };
    return [untypedInput.at(within(input.place, 'resource'), params, subjectOf(product))];
  }
  const tables = connection.tables.map((table) => table.name);
  const params = {
    resource: input.resource,
    connection: connection.name,
    suggestion: didYouMean(input.resource, tables),
  };
  return [unknownResource.at(within(input.place, 'resource'), params, subjectOf(product))];
}

function againstLock(product: Product, input: SourceInput, table: LockedTable): readonly Finding[] {
  const locked = new Map(table.columns.map((column) => [column.name, column]));
  const related = [{ place: table.place, message: 'the table as it is locked' }];
  return (input.columns ?? []).flatMap((column): readonly Finding[] => {
    const known = locked.get(column.name);
    if (known === undefined) {
      const params = {
        resource: table.name,
        column: column.name,
        suggestion: didYouMean(column.name, locked.keys()),
      };
      return [unknownSourceColumn.at(column.place, params, subjectOf(product), related)];
    }
    if (column.type === undefined || writeType(column.type) === writeType(known.type)) return [];
    const params = { column: column.name, type: writeType(column.type), locked: writeType(known.type) };
    return [inputTypeContradictsLock.at(column.place, params, subjectOf(product), related)];
  });
}
