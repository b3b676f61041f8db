import { execFileSync } from 'node:child_process';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../temporary-folder.fixture.ts';
import { changedFiles } from './changed-files.ts';

const git = (root: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();

function commit(root: string, message: string): string {
  git(root, 'add', '-A');
  git(root, 'commit', '-q', '-m', message);
  return git(root, 'rev-parse', 'HEAD');
}

function repository(): { readonly root: string; readonly first: string } {
  const root = folderWith({ 'akili.yaml': 'a\n', 'tenants/a/tenant.yaml': 'a\n', 'tenants/b/tenant.yaml': 'b\n' });
  git(root, 'init', '-q', '-b', 'main');
  return { root, first: commit(root, 'first') };
}

test('what the branch changed, not what the base went on to change', async () => {
  const { root, first } = repository();
  git(root, 'checkout', '-q', '-b', 'change');
  writeFileSync(join(root, 'tenants/a/größe.yaml'), 'x\n');
  commit(root, 'second');
  git(root, 'checkout', '-q', 'main');
  writeFileSync(join(root, 'akili.yaml'), 'b\n');
  commit(root, 'third');
  git(root, 'checkout', '-q', 'change');
  expect(await changedFiles(root, 'main')).toEqual({ mergeBase: first, paths: ['tenants/a/größe.yaml'] });
});

test('what is not committed yet counts', async () => {
  const { root, first } = repository();
  writeFileSync(join(root, 'tenants/a/new.yaml'), 'x\n');
  writeFileSync(join(root, 'tenants/b/tenant.yaml'), 'x\n');
  expect(await changedFiles(root, 'HEAD')).toEqual({
    mergeBase: first,
    paths: ['tenants/a/new.yaml', 'tenants/b/tenant.yaml'],
  });
});

test('a file that moved is gone at one place and new at the other', async () => {
  const { root } = repository();
  renameSync(join(root, 'tenants/a/tenant.yaml'), join(root, 'tenants/b/moved.yaml'));
  commit(root, 'moved');
  expect(await changedFiles(root, 'HEAD~1')).toMatchObject({
    paths: ['tenants/a/tenant.yaml', 'tenants/b/moved.yaml'],
  });
});

test.each(['--output=x', '', 'nowhere', 'main...HEAD', '-h'])('%j is refused', async (base) => {
  const { root } = repository();
  expect(await changedFiles(root, base)).toMatchObject({ finding: { code: 'FS102' } });
});

test('histories that share nothing are refused', async () => {
  const { root } = repository();
  git(root, 'checkout', '-q', '--orphan', 'other');
  commit(root, 'other');
  expect(await changedFiles(root, 'main')).toMatchObject({ finding: { code: 'FS102' } });
});
