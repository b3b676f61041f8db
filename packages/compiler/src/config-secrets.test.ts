import { expect, test } from 'vitest';
import { configSecrets } from './config-secrets.ts';

const paths = (config: Parameters<typeof configSecrets>[0]): readonly string[] =>
  configSecrets(config).map(({ path, by }) => `${path.join('.')} by ${by}`);

test.each([
  'password',
  'passwd',
  'db_password',
  'clientSecret',
  'secret-access-key',
  'accessKeyId',
  'private_key',
  'apiKey',
  'token',
  'auth_token',
  'Authorization',
])('%s is the name of a secret', (name) => {
  expect(paths({ host: 'orders.acme-corp.com', [name]: 'hunter2' })).toEqual([`config.${name} by name`]);
});

test.each(['primary_key', 'page_token', 'password_file', 'token_url', 'secret_name', 'keyspace', 'passwordless'])(
  '%s is no name of a secret',
  (name) => {
    expect(paths({ [name]: 'orders' })).toEqual([]);
  },
);

test.each([
  'postgres://orders:hunter2@orders.acme-corp.com/production',
  'jdbc:postgresql://:hunter2@orders.acme-corp.com',
  'jdbc:postgresql://orders.acme-corp.com/production?user=orders&password=hunter2',
  'Server=orders.acme-corp.com;Pwd=hunter2',
  'host=orders.acme-corp.com password=hunter2',
])('%s has a password inside', (value) => {
  expect(paths({ url: value })).toEqual(['config.url by value']);
});

test.each([
  'https://orders.acme-corp.com:8443/v1/users/@me',
  'postgres://orders@orders.acme-corp.com:5432/production',
  'see the password policy',
])('%s has none', (value) => {
  expect(paths({ url: value })).toEqual([]);
});

test('settings within settings are looked at, a list once, and what is empty is nothing', () => {
  const brokers = ['redpanda://a:b@rp-0', 'redpanda://a:b@rp-1'];
  expect(paths({ sasl: { password: 'hunter2', username: 'orders' }, brokers, token: '', secret: null })).toEqual([
    'config.sasl.password by name',
    'config.brokers by value',
  ]);
});
