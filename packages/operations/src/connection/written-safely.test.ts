import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createConnection } from './create-connection.ts';
import { writeChange } from './written-safely.ts';

let root = '';
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'akili-written-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

const path = 'tenants/acme-corp/connections/shop.yaml';
function put(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}
const snapshotOf = (text?: string) => ({ files: text === undefined ? [] : [{ path, text }], findings: [] });

it('an edit that was made while the source was asked is not lost', () => {
  put(path, 'edited meanwhile');
  expect(() => writeChange(root, snapshotOf('as read'), { path, text: 'ours' })).toThrow('was changed meanwhile');
  expect(readFileSync(join(root, path), 'utf8')).toBe('edited meanwhile');
  expect(readdirSync(dirname(join(root, path)))).toEqual(['shop.yaml']);
});

it('what is as it was read is replaced, and what is not there is made', () => {
  writeChange(root, snapshotOf(), { path, text: 'one' });
  writeChange(root, snapshotOf('one'), { path, text: 'two' });
  expect(readFileSync(join(root, path), 'utf8')).toBe('two');
});

it('a connection is not written through a link, into the folder of another tenant', async () => {
  put(
    'akili.yaml',
    'apiVersion: akili/v1\nkind: Platform\ndefaults: { environment: local }\nenvironments:\n  local: { embedded: true }\n',
  );
  put(
    'tenants/acme-corp/tenant.yaml',
    'apiVersion: akili/v1\nkind: Tenant\nid: 6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d\nslug: acme-corp\ndisplayName: Acme\nstatus: active\n',
  );
  mkdirSync(join(root, 'tenants/other-co/connections'), { recursive: true });
  symlinkSync('../other-co/connections', join(root, 'tenants/acme-corp/connections'));
  const host = {
    root,
    env: {},
    now: () => new Date(0),
    signal: new AbortController().signal,
    progress: () => undefined,
  };
  const selection = { environment: undefined, tenants: ['acme-corp'], products: [] };
  const given = { name: 'shop', connectorType: 'mysql', config: { host: 'h', database: 'd' }, credentials: undefined };
  expect(await createConnection(host, selection, given)).toEqual({
    refused: 'Nothing was written, because `tenants/acme-corp/connections` is no folder.',
  });
  expect(existsSync(join(root, 'tenants/other-co/connections/shop.yaml'))).toBe(false);
});
