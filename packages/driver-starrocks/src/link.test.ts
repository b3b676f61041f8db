import { expect, test } from 'vitest';
import { Link } from './link.ts';

const linkTo = (host: string, tls: boolean, acceptsClear: boolean): Link =>
  new Link({ host, port: 9030, user: 'u', password: 'p', tls, acceptsClear, connectTimeoutMs: 1 }, new Set());

test.each([
  ['sr.example.com', true, false, true],
  ['sr.example.com', false, false, false],
  ['sr.example.com', false, true, true],
  ['127.0.0.1', false, false, true],
])('secrets may be sent to %s (tls %s, said to be private %s): %s', (host, tls, acceptsClear, expected) => {
  expect(linkTo(host, tls, acceptsClear).isPrivate).toBe(expected);
});
