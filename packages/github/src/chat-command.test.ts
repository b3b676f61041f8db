import { expect, test } from 'vitest';
import { readChatCommand } from './chat-command.ts';

test.each([
  ['/akili plan', { verb: 'plan', tenants: [] }],
  ['/akili apply acme-corp globex-inc\r\nplease', { verb: 'apply', tenants: ['acme-corp', 'globex-inc'] }],
  ['/akili unlock acme-corp', { verb: 'unlock', tenants: ['acme-corp'] }],
  ['looks good', undefined],
  ['> /akili apply', undefined],
  ['/akilixyz', undefined],
  ['please\n/akili apply', undefined],
])('%s', (body, command) => {
  expect(readChatCommand(body)).toEqual(command);
});

test.each(['/akili', '/akili destroy', '/akili apply $(rm -rf /)', '/akili apply --yes', '/akili unlock'])(
  '%s is told what is wrong',
  (body) => {
    expect(readChatCommand(body)).toHaveProperty('problem');
  },
);
