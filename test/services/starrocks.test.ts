import { createConnection } from 'mysql2/promise';
import { describe, test } from 'vitest';
import { describeDriver } from '@akili/testkit';
import {
  acme,
  environmentAt,
  globex,
  inputOf,
  recording,
  revenue,
  secretOf,
  summary,
} from '../peers/starrocks/driver/environment.ts';

const port = Number(process.env['AKILI_STARROCKS_PORT'] ?? 0);

if (port === 0)
  describe('starrocks', () => {
    test.skip('no StarRocks runs here: start one by test/services/starrocks.sh, which needs Docker', () => undefined);
  });
else {
  const { driver, records } = recording();
  const environment = environmentAt(port, { iceberg: { uri: 'http://catalog:8181' } });
  const engines = {
    ...environment.engines,
    objects: {
      ...environment.engines.objects!,
      settings: { endpoint: 'http://objects:7480', bucket: 'akili-data', region: 'us-east-1' },
    },
  };
  const lower = (tenant: typeof acme, ...products: readonly (typeof revenue)[]) =>
    driver.lower({ ...inputOf([tenant], products), environment: { ...environment, engines } });
  describeDriver('starrocks', {
    driver,
    makeEnvironment: async () => {
      records.clear();
      await sweep();
      return {
        context: {
          environment,
          binding: environment.engines.analytics!,
          directory: '/nowhere',
          secret: async (slug, reference, version) =>
            slug === 'platform'
              ? { username: 'root', password: '' }
              : reference.endsWith('OBJECTS')
                ? { accessKeyId: 'akili-test-key', secretAccessKey: 'akili-test-secret' }
                : await secretOf(slug, reference, version),
          recorded: (slug) => [...records.values()].filter(({ address }) => address.startsWith(`${slug}/`)),
          tenants: [acme, globex].map(({ slug, id }) => ({ slug, id })),
        },
        dispose: sweep,
      };
    },
    samples: [
      {
        name: 'a product comes and goes',
        desired: lower(acme, revenue),
        changed: lower(acme, {
          ...revenue,
          serving: revenue.serving.map((mode) => ({ ...mode, refreshInterval: 60 })),
        }),
      },
    ],
    bystander: { tenant: { slug: globex.slug, id: globex.id }, desired: lower(globex, summary) },
  });
}

/** Takes away what an earlier test left: everything whose name begins like one of a tenant. */
async function sweep(): Promise<void> {
  const connection = await createConnection({ host: '127.0.0.1', port, user: 'root' });
  const names = async (sql: string, column: string): Promise<readonly string[]> => {
    const [rows] = await connection.query(sql);
    return (rows as { readonly [key: string]: string }[])
      .map((row) => row[column] ?? '')
      .filter((name) => /^'?tenant_/.test(name));
  };
  for (const catalog of await names('SHOW CATALOGS', 'Catalog')) {
    const [rows] = await connection.query(`SHOW DATABASES FROM \`${catalog}\``);
    for (const { Database: database } of rows as { readonly Database: string }[]) {
      if (database === 'information_schema') continue;
      const [tables] = await connection.query(`SHOW TABLES FROM \`${catalog}\`.\`${database}\``);
      for (const row of tables as object[])
        await connection.query(`DROP TABLE \`${catalog}\`.\`${database}\`.\`${String(Object.values(row)[0])}\` FORCE`);
      await connection.query(`DROP DATABASE \`${catalog}\`.\`${database}\``);
    }
    await connection.query(`DROP CATALOG \`${catalog}\``);
  }
  for (const database of await names('SHOW DATABASES', 'Database'))
    await connection.query(`DROP DATABASE \`${database}\` FORCE`);
  for (const user of await names('SHOW USERS', 'User')) await connection.query(`DROP USER ${user}`);
  for (const role of await names('SHOW ROLES', 'Name')) await connection.query(`DROP ROLE \`${role}\``);
  for (const group of new Set(await names('SHOW RESOURCE GROUPS ALL', 'name')))
    await connection.query(`DROP RESOURCE GROUP \`${group}\``);
  await connection.end();
}
