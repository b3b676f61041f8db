import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { folderWith } from '../temporary-folder.fixture.ts';
import { commitTags } from './commit-tags.ts';
import { fileHistory } from './file-history.ts';

const when = '2026-03-01T12:00:00+01:00';
const git = (root: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, GIT_COMMITTER_DATE: when, GIT_AUTHOR_DATE: when },
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();

function repository(): { readonly root: string; readonly commit: string } {
  const root = folderWith({ 'akili.yaml': 'a\n' });
  git(root, 'init', '-q', '-b', 'main');
  git(root, 'add', '-A');
  git(root, 'commit', '-q', '-m', 'first');
  return { root, commit: git(root, 'rev-parse', 'HEAD') };
}

test('plain and annotated tags give their commits, others are left out', async () => {
  const { root, commit } = repository();
  git(root, 'tag', 'v1.0.0');
  git(root, 'tag', '-a', '-m', 'two', 'acme-corp/revenue/v2.0.0');
  git(root, 'tag', 'globex-inc/summary/v1.0.0');
  git(root, 'tag', 'v-of-a-tree', 'HEAD^{tree}');
  expect(await commitTags(root, ['v', 'acme-corp/revenue/'])).toEqual([
    { tag: 'acme-corp/revenue/v2.0.0', commit, at: when },
    { tag: 'v1.0.0', commit, at: when },
  ]);
});

test('a file has the commits that changed it, and none that is not there', async () => {
  const { root, commit } = repository();
  expect(await fileHistory(root, 'akili.yaml')).toEqual([{ commit, at: when }]);
  expect(await fileHistory(root, 'other.yaml')).toEqual([]);
});

test('outside of git there are neither tags nor commits', async () => {
  const root = folderWith({ 'akili.yaml': 'a\n' });
  expect(await commitTags(root, ['v'])).toEqual([]);
  expect(await fileHistory(root, 'akili.yaml')).toEqual([]);
});
