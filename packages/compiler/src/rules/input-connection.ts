import { didYouMean, strategyNotSupported, unknownConnection, type Finding } from '@akili/diagnostics';
import { strategiesOf } from '../connectors.ts';
import { connectionPlace, within } from '../places.ts';
import { subjectOf, type Rule } from '../rule.ts';

/** An input's connection is one of the tenant, and its connector can load in the way that the input asks for. */
export const inputConnectionRule: Rule = {
  name: 'input-connection',
  product(product, { connections }) {
    return product.inputs.flatMap((input): readonly Finding[] => {
      if (input.kind !== 'source') return [];
      const connection = connections.get(input.connection);
      if (connection === undefined) {
        const params = { connection: input.connection, suggestion: didYouMean(input.connection, connections.keys()) };
        return [unknownConnection.at(within(input.place, 'connection'), params, subjectOf(product))];
      }
      const supported = strategiesOf(connection.connectorType);
      if (supported === undefined || supported.includes(input.strategy)) return [];
      const params = { strategy: input.strategy, type: connection.connectorType, supported };
      const related = [{ place: connectionPlace(connection, 'connectorType'), message: 'the connector' }];
      return [strategyNotSupported.at(within(input.place, 'strategy'), params, subjectOf(product), related)];
    });
  },
};
