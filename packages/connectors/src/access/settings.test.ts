import { expect, it } from 'vitest';
import { openConnector } from '../open-connector.ts';
import { settingsOf } from './settings.ts';

const access = (connectorType: string, config: { readonly [name: string]: string | number }) => ({
  ...{ connectorType, config, root: '/nowhere' },
  secret: { username: 'u', password: 'p' },
});

it.each(['postgres', 'mysql'])(
  '%s: a path is no host: it is a socket of the machine that akili runs on',
  async (type) => {
    const connector = await openConnector(type);
    const opened = connector.open(access(type, { host: '/var/run/none', database: 'd' }), new AbortController().signal);
    await expect(opened).rejects.toThrow(/^config\.host is no name or address of a machine$/);
  },
);

it.each(['postgres', 'mysql'])('%s: a port beyond the last one is refused before any client sees it', async (type) => {
  const connector = await openConnector(type);
  const config = { host: '127.0.0.1', port: 99_999, database: 'd' };
  const opened = connector.open(access(type, config), new AbortController().signal);
  await expect(opened).rejects.toThrow(/^config\.port is no port from 1 to 65535$/);
});

it.each(['', 'a b', 'h\0x', 'u@h', 'h/x', 'h\\x', 'h?x', 'h#x'])('%j is no host', (host) => {
  expect(() => settingsOf({ config: { host } }).host()).toThrow(/^config\.host is /);
});

it.each(['orders.acme-corp.com', '10.0.0.1', '::1', 'fe80::1%eth0', 'db_1'])('%s is a host', (host) => {
  expect(settingsOf({ config: { host } }).host()).toBe(host);
});
