import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeDriver } from '@akili/testkit';
import { dagsterCompute } from './driver.ts';
import {
  acme,
  contextFor,
  globex,
  lowered,
  nextRevenue,
  refunds,
  revenue,
  summary,
} from './testing/dagster-samples.ts';
import { fakeDagster, type FakeDagster } from './testing/fake-dagster.ts';

// Where manifests lie does not count in what is lowered, only that it is a folder.
const anywhere = { directory: 'manifests', url: 'http://dagster/graphql' };
const running = new Map<string, FakeDagster>();

describeDriver('dagster', {
  driver: dagsterCompute,
  makeEnvironment: async () => {
    const directory = mkdtempSync(join(tmpdir(), 'akili-dagster-'));
    const fake = await fakeDagster(directory, ['acme-corp', 'globex-inc']);
    running.set(directory, fake);
    return {
      context: contextFor(directory, { directory, url: fake.url }),
      dispose: async () => {
        await fake.close();
        rmSync(directory, { recursive: true });
      },
    };
  },
  samples: [
    {
      name: 'a product comes, another goes, a third has a new version',
      desired: lowered(acme, [revenue, refunds], anywhere),
      changed: lowered(acme, [nextRevenue, { ...refunds, name: 'returns' }], anywhere),
    },
  ],
  bystander: {
    tenant: { slug: globex.slug, id: globex.id },
    desired: lowered(globex, [summary], anywhere),
  },
  plantUnmarked: (environment) => {
    running.get(environment.context.directory)?.plant('acme-corp', ['acme-corp', 'by_hand']);
    return Promise.resolve();
  },
});
