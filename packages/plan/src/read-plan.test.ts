import { acme, FakeEngine, fakeInput, fakeResource, fakeTenant, globex } from '@akili/testkit';
import { canonicalJson } from '@akili/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Plan } from './document.ts';
import { planDigest } from './plan-digest.ts';
import { plan } from './plan.ts';
import { readPlan } from './read-plan.ts';
import { writePlan } from './write-plan.ts';

const schema = fakeResource(acme, 'lookup.schema', 'sales');
const table = fakeResource(acme, 'lookup.table', 'revenue', { within: schema.address, product: 'daily_revenue' });
const made = plan(
  fakeInput([fakeTenant(acme, [schema, table], new FakeEngine()), fakeTenant(globex, [], new FakeEngine())]),
).plan;

/** The plan with one change, and a digest that fits: a forger can compute one too. */
function forged(change: (plan: Record<string, never>) => void): string {
  const copy = structuredClone(made) as unknown as Record<string, never>;
  change(copy);
  return canonicalJson({ ...copy, digest: planDigest(copy as unknown as Plan) });
}
const complaint = (text: string): readonly (string | undefined)[] => {
  const { value, findings } = readPlan(text);
  expect(value).toBeUndefined();
  return findings.flatMap(({ code, message }) => [code, message]);
};

test('a plan that was written is read back, byte for byte', () => {
  const { value, findings } = readPlan(writePlan(made));
  expect([value, findings]).toEqual([made, []]);
  expect(writePlan(value as Plan)).toBe(writePlan(made));
});

test('an edited plan does not fit its digest', () => {
  expect(complaint(writePlan(made).replace('daily_revenue', 'daily_revenua'))[0]).toBe('PLN003');
});

describe('what is no plan is refused, with the place', () => {
  const at = (path: readonly (string | number)[], value: unknown) => (plan: Record<string, never>) => {
    let node = plan as unknown as Record<string | number, unknown>;
    for (const key of path.slice(0, -1)) node = node[key] as Record<string | number, unknown>;
    const last = path.at(-1) as string;
    if (value === undefined) delete node[last];
    else node[last] = value;
  };
  test.each<readonly [string, (plan: Record<string, never>) => void]>([
    ['a member is missing at `commit`', at(['commit'], undefined)],
    ['a member is not known at `hook`', at(['hook'], 'rm')],
    ['a member is not known at `changes.0.steps.0.shell`', at(['changes', 0, 'steps', 0, 'shell'], 'rm')],
    ['a member is none of live, offline at `basis`', at(['basis'], 'dead')],
    ['a member is not an object at `signature`', at(['signature'], 'me')],
    [
      'a member is none of platform, tenant at `changes.0.steps.1.credential`',
      at(['changes', 0, 'steps', 1, 'credential'], 'root'),
    ],
    ['a member is not a list at `changes`', at(['changes'], {})],
    ['a member is not an object at `changes.1`', at(['changes', 1], [])],
    ['a member is not a whole number at `tenants.0.stateSerial`', at(['tenants', 0, 'stateSerial'], -1)],
    [
      'a member is not a lower-case uuid at `tenants.0.tenantId`',
      at(['tenants', 0, 'tenantId'], acme.id.toUpperCase()),
    ],
    ['a member is not a digest at `changes.0.fingerprint`', at(['changes', 0, 'fingerprint'], 'none')],
    ['a member is not a slug at `changes.0.tenant`', at(['changes', 0, 'tenant'], '../x')],
    ['a member is not a tenant of the plan at `changes.0.tenant`', at(['changes', 0, 'tenant'], 'globex-inc')],
    ['a member is not an address at `changes.0.address`', at(['changes', 0, 'address'], 'acme-corp')],
    [
      'a member is not its number at `changes.0.steps.0.id`',
      at(['changes', 0, 'steps', 0, 'id'], `${schema.address}#2`),
    ],
    [
      'a member is not that of its change at `changes.0.steps.0.address`',
      at(['changes', 0, 'steps', 0, 'address'], table.address),
    ],
    ['a member is not that of its change at `changes.0.steps.0.op`', at(['changes', 0, 'steps', 0, 'op'], 'delete')],
    [
      'a member names a step that does not stand before it at `changes.0.steps.0.after`',
      at(['changes', 0, 'steps', 0, 'after'], [`${table.address}#1`]),
    ],
  ])('%s', (problem, change) => {
    expect(complaint(forged(change))).toEqual(['PLN001', `The plan file is not a plan document: ${problem}.`]);
  });

  test('the same address twice', () => {
    const twice = forged((plan) =>
      (plan as unknown as { changes: unknown[] }).changes.push(structuredClone(made.changes[0])),
    );
    expect(complaint(twice)[1]).toContain('occurs twice at `changes.2.address`');
  });

  test.each(['', 'null', '[]', '"plan"', '{', '{}', '\u0000', '{"formatVersion":1}'])('%j', (text) => {
    expect(complaint(text)[0]).toBe('PLN001');
  });

  test('another format version', () => {
    expect(complaint(forged((plan) => Object.assign(plan, { formatVersion: 2 })))[0]).toBe('PLN002');
  });

  test('nesting that would use up the stack', () => {
    expect(complaint('['.repeat(1_000_000))[1]).toContain('nested deeper');
    expect(complaint(`{"formatVersion":1,"changes":${'['.repeat(5000)}${']'.repeat(5000)}}`)[1]).toContain(
      'nested deeper',
    );
  });
});

test('no text and no JSON crashes the reader', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => readPlan(text).value === undefined),
    { seed: 7 },
  );
});

test('a plan with any one member replaced is refused', () => {
  const paths: (string | number)[][] = [];
  const collect = (node: unknown, path: (string | number)[]): void => {
    if (path.length > 0) paths.push(path);
    if (node !== null && typeof node === 'object')
      for (const [key, member] of Object.entries(node))
        collect(member, [...path, Array.isArray(node) ? Number(key) : key]);
  };
  collect(made, []);
  for (const path of paths) {
    const copy = structuredClone(made) as unknown as Record<string | number, unknown>;
    let node = copy;
    for (const key of path.slice(0, -1)) node = node[key] as Record<string | number, unknown>;
    node[path.at(-1) as string] = { other: true };
    expect(readPlan(JSON.stringify(copy)).value, path.join('.')).toBeUndefined();
  }
});
