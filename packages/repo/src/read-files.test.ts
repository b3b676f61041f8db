import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readFiles } from './read-files.ts';

it('reads what is there, says nothing of what is not, and follows no link on the way', () => {
  const root = mkdtempSync(join(tmpdir(), 'akili-files-'));
  try {
    mkdirSync(join(root, 'tenants/globex-inc'), { recursive: true });
    writeFileSync(join(root, 'akili.yaml'), 'kind: Platform\n');
    writeFileSync(join(root, 'tenants/globex-inc/tenant.yaml'), 'kind: Tenant\n');
    symlinkSync('globex-inc', join(root, 'tenants/acme-corp'));
    const { files, findings } = readFiles(root, [
      'tenants/acme-corp/tenant.yaml',
      'akili.yaml',
      'tenants/x/tenant.yaml',
    ]);
    expect(files).toEqual([{ path: 'akili.yaml', text: 'kind: Platform\n' }]);
    expect(findings.map(({ title, place }) => [title, place?.file])).toEqual([
      ['Symbolic link', 'tenants/acme-corp/tenant.yaml'],
    ]);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
