import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A git repository of the two tenants, in a temporary folder, with a commit on `main` and `change` checked out. */
export interface TestRepository {
  readonly root: string;
  /** Writes files; undefined removes one. */
  write(files: { readonly [path: string]: string | undefined }): void;
  /** Commits everything; the commit. */
  commit(message: string): string;
  git(...args: readonly string[]): string;
  remove(): void;
}

export function testRepository(): TestRepository {
  const folder = mkdtempSync(join(tmpdir(), 'akili-pull-request-'));
  for (const name of ['akili.yaml', 'policies', 'tenants'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  const repository: TestRepository = {
    root: folder,
    write(files) {
      for (const [path, text] of Object.entries(files)) {
        const whole = join(folder, path);
        if (text === undefined) rmSync(whole, { recursive: true });
        else {
          mkdirSync(dirname(whole), { recursive: true });
          writeFileSync(whole, text);
        }
      }
    },
    commit(message) {
      git('add', '-A');
      git('commit', '-q', '--allow-empty', '-m', message);
      return git('rev-parse', 'HEAD');
    },
    git,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  git('init', '-q', '-b', 'main');
  repository.commit('first');
  git('checkout', '-q', '-b', 'change');
  return repository;
}
