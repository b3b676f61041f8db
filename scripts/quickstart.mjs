// A fresh clone to two tenants running on embedded engines, in one command. Builtins only: nothing is installed yet.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

function step(heading, command, args) {
  process.stdout.write(`\n== ${heading}\n`);
  if (command === 'npx') process.stdout.write(`$ npx ${args.join(' ')}\n\n`);
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (result.status !== 0) {
    process.stderr.write(`\nThe quickstart stopped at: ${heading}\n`);
    process.exit(result.status ?? 1);
  }
}

const akili = (...args) => ['akili', ...args, '--env', 'local'];

step('1/6 Installing what the lock file names (only when it changed)', process.execPath, ['scripts/install.mjs']);
step('2/6 Building the command line', 'npm', ['run', 'build', '--silent']);
step('3/6 Validating the two tenants', 'npx', akili('validate'));
step('4/6 Planning: what has to happen on the embedded engines', 'npx', akili('plan'));
step('5/6 Applying', 'npx', akili('apply', '--yes'));
step('6/6 Planning again: nothing is left to do', 'npx', akili('plan'));
process.stdout.write(`
Done. Two tenants run on DuckDB, PostgreSQL and directories inside .akili/local.
Next: npx akili --help, npx akili compile --product daily_revenue, npx akili explain QLT201
`);
