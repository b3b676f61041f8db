// `npm run generate`: everything that is generated and committed, in the order in which one feeds the next.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const generators = [
  'packages/manifest/scripts/generate.ts',
  'scripts/generate-rule-list.ts',
  'scripts/generate-diagnostics.ts',
  'scripts/generate-functions.ts',
  'scripts/build-launchers.mjs',
  'scripts/generate-actions.ts',
];

for (const generator of generators) {
  const result = spawnSync(process.execPath, ['--import', 'tsx', generator], { cwd: root, stdio: 'inherit' });
  if (result.status !== 0) {
    process.stderr.write(`${generator} failed\n`);
    process.exit(result.status ?? 1);
  }
}
