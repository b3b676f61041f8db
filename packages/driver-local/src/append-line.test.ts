import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appendEvent, readTopic } from './append-event.ts';
import { appendLine, readLines } from './append-line.ts';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'akili-lines-'))));
afterEach(() => rmSync(root, { recursive: true }));

test('a line that a killed process tore is not read, and cut away by the next', () => {
  appendLine(root, ['runs'], 'acme-corp.jsonl', '{"run":1}');
  appendFileSync(join(root, 'runs/acme-corp.jsonl'), `{"run":2,"torn":"${'x'.repeat(200_000)}`);
  expect(readLines(root, ['runs'], 'acme-corp.jsonl')).toEqual(['{"run":1}']);
  appendLine(root, ['runs'], 'acme-corp.jsonl', '{"run":3}');
  expect(readLines(root, ['runs'], 'acme-corp.jsonl')).toEqual(['{"run":1}', '{"run":3}']);
});

test('a file that is nothing but a torn line begins anew', () => {
  mkdirSync(join(root, 'runs'));
  writeFileSync(join(root, 'runs/acme-corp.jsonl'), '{"ru');
  appendLine(root, ['runs'], 'acme-corp.jsonl', '{"run":1}');
  expect(readLines(root, ['runs'], 'acme-corp.jsonl')).toEqual(['{"run":1}']);
});

test('a planted link is not followed', () => {
  writeFileSync(join(root, 'other.jsonl'), 'theirs\n');
  mkdirSync(join(root, 'runs'));
  symlinkSync(join(root, 'other.jsonl'), join(root, 'runs/acme-corp.jsonl'));
  expect(() => appendLine(root, ['runs'], 'acme-corp.jsonl', '{}')).toThrow('`acme-corp.jsonl` is not a plain file.');
  expect(readLines(root, ['runs'], 'acme-corp.jsonl')).toEqual([]);
});

test("an event goes to a topic that is there, and never to another tenant's", () => {
  const session = { root, tenant: { slug: 'acme-corp', id: '6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d' } };
  const topic = 'acme-corp.daily_revenue.data.available';
  expect(() => appendEvent(session, topic, {})).toThrow(`The topic \`${topic}\` is not there.`);
  mkdirSync(join(root, 'events/acme-corp', topic, 'log'), { recursive: true });
  appendEvent(session, topic, { rows: 4 });
  appendEvent(session, topic, { rows: 5 });
  expect(readTopic(session, topic)).toEqual([{ rows: 4 }, { rows: 5 }]);
  expect(() => appendEvent(session, 'acme-corp-eu.daily_revenue.data.available', {})).toThrow("is not this session's");
});
