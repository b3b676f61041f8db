// Installs what the lock file names, and only when it changed: builtins only, since nothing is installed yet.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const root = fileURLToPath(new URL('..', import.meta.url));
const mark = join(root, 'node_modules', '.akili-lock-hash');
const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .update(process.version)
  .digest('hex');
const present = existsSync(mark) ? readFileSync(mark, 'utf8') : '';

if (present !== wanted) {
  process.stderr.write('Installing the locked dependencies (npm ci) ...\n');
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) {
    process.stderr.write('npm ci failed; nothing else was started.\n');
    process.exit(result.status ?? 1);
  }
  writeFileSync(mark, wanted);
}
