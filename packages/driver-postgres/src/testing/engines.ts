import type { Database } from '@akili/client-postgres';
import type { DriverEnvironment } from '@akili/testkit';
import { beside, embeddedEnvironment } from './embedded.ts';
import { serverEnvironment, serverUrl, type ServerEnvironment } from './server.ts';

/** An engine that tests run on: how to make one, and how to run statements on it beside the driver. */
export interface TestEngine {
  readonly name: string;
  readonly make: () => Promise<DriverEnvironment>;
  readonly beside: (environment: DriverEnvironment, body: (database: Database) => Promise<void>) => Promise<void>;
}

/** The embedded engine, and a server where AKILI_TEST_POSTGRES_URL names one. */
export const engines: readonly TestEngine[] = [
  { name: 'embedded', make: embeddedEnvironment, beside },
  ...(serverUrl === undefined
    ? []
    : [
        {
          name: 'server',
          make: () => serverEnvironment(serverUrl as string),
          beside: (environment: DriverEnvironment, body: (database: Database) => Promise<void>) =>
            (environment as ServerEnvironment).beside(body),
        },
      ]),
];
