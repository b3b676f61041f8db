import { didYouMean, unknownConnectorType, type Finding } from '@akili/diagnostics';
import { connectorTypes } from '../connectors.ts';
import { connectionPlace } from '../places.ts';
import type { Rule } from '../rule.ts';

/** A connection is of a type that there is a connector for. */
export const connectorTypeRule: Rule = {
  name: 'connector-type',
  tenant({ tenant }) {
    return tenant.connections.flatMap((connection): readonly Finding[] => {
      const type = connection.connectorType;
      if (type === '' || connectorTypes.includes(type)) return [];
      const params = { type, known: connectorTypes, suggestion: didYouMean(type, connectorTypes) };
      return [unknownConnectorType.at(connectionPlace(connection, 'connectorType'), params, { tenant: tenant.slug })];
    });
  },
};
