import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readWorkingTree } from '../read-working-tree.ts';
import { folderWith, pathsOf, said } from '../temporary-folder.fixture.ts';
import { headCommit } from './head-commit.ts';
import { readGitRef } from './read-git-ref.ts';

const git = (root: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });

function repositoryWith(files: { readonly [path: string]: string | Uint8Array }): string {
  const root = folderWith(files);
  git(root, 'init', '-q', '-b', 'main');
  git(root, 'add', '-A');
  git(root, 'commit', '-q', '--allow-empty', '-m', 'first');
  return root;
}

describe('a git ref', () => {
  const files = {
    'akili.yaml': 'a: 1\n',
    'README.md': '',
    'tenants/a-b/tenant.yaml': 'same\n',
    'tenants/a/tenant.yaml': 'same\n',
    'tenants/a/products/größe/product.yaml': 'x: "😀"\n',
    'tenants/a/products/p/product.yaml': '',
    'tenants/a/products/p/fixtures/f.yaml': '',
    'tenants/a/products/p/logic/tests/t.yaml': '',
    'tenants/a/products/tests/q/product.yaml': '',
  };

  test('reads what the working tree of that commit would', async () => {
    const root = repositoryWith(files);
    const tree = readWorkingTree(root);
    writeFileSync(join(root, 'akili.yaml'), 'changed\n');
    rmSync(join(root, 'tenants/a-b'), { recursive: true });
    expect(await readGitRef(root, 'HEAD')).toEqual(tree);
    expect(await readGitRef(root, 'main')).toEqual(tree);
    expect(tree.files.map((file) => file.path)).toEqual([
      'akili.yaml',
      'tenants/a-b/tenant.yaml',
      'tenants/a/products/größe/product.yaml',
      'tenants/a/products/p/product.yaml',
      'tenants/a/products/tests/q/product.yaml',
      'tenants/a/tenant.yaml',
    ]);
  });

  test('reads a repository that is a folder of a larger one', async () => {
    const root = repositoryWith({ 'data/akili.yaml': 'a: 1\n', 'data/tenants/a/tenant.yaml': '', 'akili.yaml': 'b' });
    expect(pathsOf(await readGitRef(join(root, 'data'), 'HEAD'))).toEqual(['akili.yaml', 'tenants/a/tenant.yaml']);
  });

  test('refuses what the working tree refuses', async () => {
    const root = folderWith({ 'akili.yaml': Uint8Array.from([0xff, 0xfe]), 'tenants/a/tenant.yaml': 'x'.repeat(50) });
    symlinkSync('../../akili.yaml', join(root, 'tenants/a/link.yaml'));
    writeFileSync(join(root, 'tenants/a/Tenant.yaml'), '');
    writeFileSync(join(root, 'tenants/a/li\nne.yaml'), '');
    git(root, 'init', '-q', '-b', 'main');
    mkdirSync(join(root, 'tenants/sub'));
    git(join(root, 'tenants/sub'), 'init', '-q');
    git(join(root, 'tenants/sub'), 'commit', '-q', '--allow-empty', '-m', 'inner');
    git(root, 'add', '-A');
    git(root, 'commit', '-q', '-m', 'first');
    const snapshot = await readGitRef(root, 'HEAD', { limits: { fileBytes: 40 } });
    expect(said(snapshot)).toEqual([
      'FS007 tenants/a',
      'FS004 tenants/a/link.yaml',
      'FS008 tenants/a/tenant.yaml',
      'FS001 tenants/a/tenant.yaml',
      'FS011 tenants/sub',
      'FS002 akili.yaml',
    ]);
    expect(pathsOf(snapshot)).toEqual(['tenants/a/Tenant.yaml']);
  });

  test.each(['no-such-branch', '--output=/tmp/x', '-h', '', 'HEAD:akili.yaml', 'HEAD\nmain', 'a b'])(
    'FS102: %j is none',
    async (ref) => {
      const root = repositoryWith({ 'akili.yaml': '' });
      const snapshot = await readGitRef(root, ref);
      expect(said(snapshot)).toEqual(['FS102 -']);
      expect(snapshot.files).toEqual([]);
    },
  );

  test('FS102: outside of git it says so', async () => {
    const snapshot = await readGitRef(folderWith({ 'akili.yaml': '' }), 'HEAD');
    expect(snapshot.findings[0]?.message).toBe('`HEAD` cannot be read from git: this is not a git repository.');
  });

  test('of many files is read in one go', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [`tenants/t/products/p${i}/product.yaml`, `${i}\n`.repeat(i * 20 + 1)]),
    );
    const root = repositoryWith(many);
    expect(await readGitRef(root, 'HEAD')).toEqual(readWorkingTree(root));
  });
});

test('the commit that is checked out', async () => {
  const root = repositoryWith({});
  expect(await headCommit(root)).toBe(git(root, 'rev-parse', 'HEAD').trim());
  expect(await headCommit(folderWith({}))).toBeUndefined();
});
