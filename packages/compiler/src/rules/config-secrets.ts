import { secretInConfig, type Finding } from '@akili/diagnostics';
import { environmentPrefix } from '@akili/model';
import { configSecrets } from '../config-secrets.ts';
import type { Rule } from '../rule.ts';

/** A connection's settings hold no secret; `credentials` names one. */
export const configSecretsRule: Rule = {
  name: 'config-secrets',
  tenant({ tenant }) {
    const prefix = environmentPrefix(tenant.slug);
    return tenant.connections.flatMap((connection) =>
      configSecrets(connection.config).map(({ path, by }): Finding => {
        const params = { setting: path.join('.'), by, prefix };
        // The file as a whole: reports quote the lines that a finding points at, and this one must not be quoted.
        return secretInConfig.at({ file: connection.file }, params, { tenant: tenant.slug });
      }),
    );
  },
};
