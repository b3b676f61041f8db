// Makes `actions/<name>/dist/index.js`: small launchers, committed, since GitHub runs what is committed.
// With `--check` it only says which are not up to date.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const actions = fileURLToPath(new URL('../actions', import.meta.url));
const launched = ['check', 'plan', 'apply', 'drift', 'isolation', 'unlock'];
const sources = {
  setup: `import { setup } from './setup/main.ts';\nsetup(import.meta.url);\n`,
  ...Object.fromEntries(
    launched.map((name) => [name, `import { launch } from './launch.ts';\nawait launch('${name}');\n`]),
  ),
};

/** The launchers by path from the root, as they should be. */
export async function launchers() {
  const made = new Map();
  for (const [name, contents] of Object.entries(sources)) {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: join(actions, 'src'), sourcefile: `${name}.ts`, loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20.20',
      legalComments: 'none',
      write: false,
      banner: { js: '// Made by `npm run generate` from actions/src; not edited by hand.' },
    });
    made.set(`actions/${name}/dist/index.js`, outputFiles[0].text);
  }
  return made;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const stale = [];
  for (const [path, text] of await launchers()) {
    const file = join(actions, '..', path);
    let is;
    try {
      is = readFileSync(file, 'utf8');
    } catch {
      is = undefined;
    }
    if (is === text) continue;
    stale.push(path);
    if (process.argv.includes('--check')) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  if (process.argv.includes('--check') && stale.length > 0) {
    process.stderr.write(`not up to date, run \`npm run generate\`: ${stale.join(', ')}\n`);
    process.exitCode = 1;
  }
}
