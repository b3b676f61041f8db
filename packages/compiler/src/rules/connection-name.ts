import { connectionNotFile, type Finding } from '@akili/diagnostics';
import { connectionPlace } from '../places.ts';
import type { Rule } from '../rule.ts';

/** A connection is called as its file, which makes its name unique within the tenant. */
export const connectionNameRule: Rule = {
  name: 'connection-name',
  tenant({ tenant }) {
    return tenant.connections.flatMap((connection): readonly Finding[] => {
      const file = connection.file.slice(connection.file.lastIndexOf('/') + 1).replace(/\.ya?ml$/, '');
      if (connection.name === file) return [];
      const params = { connection: connection.name, file };
      return [connectionNotFile.at(connectionPlace(connection, 'name'), params, { tenant: tenant.slug })];
    });
  },
};
