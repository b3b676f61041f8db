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

const embedded: TestEngine = { name: 'embedded', make: embeddedEnvironment, beside };

function server(url: string): TestEngine {
  return {
    name: 'server',
    make: () => serverEnvironment(url),
    beside: (environment, body) => (environment as ServerEnvironment).beside(body),
  };
}

/** The embedded engine; where AKILI_TEST_POSTGRES_URL names a server, that server instead. */
export const engine: TestEngine = serverUrl === undefined ? embedded : server(serverUrl);
