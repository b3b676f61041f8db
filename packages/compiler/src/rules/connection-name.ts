import { duplicateConnection, type Finding } from '@akili/diagnostics';
import { connectionPlace } from '../places.ts';
import type { Rule } from '../rule.ts';

/** A connection name is unique within its tenant. */
export const connectionNameRule: Rule = {
  name: 'connection-name',
  tenant({ tenant, connections }) {
    return tenant.connections.flatMap((connection): readonly Finding[] => {
      const first = connections.get(connection.name);
      if (first === undefined || first === connection) return [];
      const related = [{ place: connectionPlace(first, 'name'), message: 'the name is used here first' }];
      const params = { connection: connection.name };
      return [duplicateConnection.at(connectionPlace(connection, 'name'), params, { tenant: tenant.slug }, related)];
    });
  },
};
