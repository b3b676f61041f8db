import { fileURLToPath } from 'node:url';
import { openPglite } from '@akili/client-postgres';
import { describeStateStore } from '@akili/testkit';
import { PostgresStore } from './postgres-store.ts';

const snapshotDirectory = fileURLToPath(new URL('../../../node_modules/.cache/akili', import.meta.url));

// One embedded engine stands for the server that several processes share; on a real one the services' tests run it.
describeStateStore('state in PostgreSQL, embedded', async () => {
  const database = await openPglite({ snapshotDirectory });
  const stores: PostgresStore[] = [];
  return {
    open: () => {
      const session = () => Promise.resolve({ database, role: undefined });
      const store = new PostgresStore({ environment: 'local', session, platform: true });
      stores.push(store);
      return Promise.resolve(store);
    },
    dispose: async () => {
      for (const store of stores) await store.close();
      await database.close();
    },
  };
});
