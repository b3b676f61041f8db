import { EngineError, recordOf, type Resource, type Step } from '@akili/resource';
import { acme, fakeInput, fakeResource, fakeTenant, globex, MemoryStore, platform } from '@akili/testkit';
import { plan } from '@akili/plan';
import { describe, expect, test } from 'vitest';
import { applyExitCode } from './apply-exit-code.ts';
import { World } from './apply-world.ts';

const role = fakeResource(acme, 'lookup.role', 'reader');
const sales = fakeResource(acme, 'lookup.schema', 'sales', { dependsOn: [role.address] });
const revenue = fakeResource(acme, 'lookup.table', 'revenue', { within: sales.address, product: 'daily_revenue' });
const orders = fakeResource(acme, 'events.topic', 'orders');
const all: readonly Resource[] = [role, sales, revenue, orders];
const failAt = (address: string, error: Error) => (step: Step) => {
  if (step.address === address) throw error;
};

test('a plan is carried out in its order, recorded, and leaves nothing to do', async () => {
  const world = new World();
  const planned = world.plan([[acme, all]]);
  const report = await world.apply(planned);
  const ids = planned.plan.changes.flatMap(({ steps }) => steps.map(({ id }) => id));
  expect(report.summary).toEqual({ applied: 8, failed: 0, pending: 0 });
  expect(report.steps.map(({ id }) => id)).toEqual(ids);
  expect(world.engine.effects).toEqual(ids);
  expect(world.state(acme)).toEqual({
    ...{ formatVersion: 1, environment: 'local', tenant: 'acme-corp', tenantId: acme.id, serial: 1, status: 'active' },
    resources: all.map(recordOf).toSorted((a, b) => (a.address < b.address ? -1 : 1)),
  });
  expect(world.plan([[acme, all]]).plan.changes).toEqual([]);
  expect([applyExitCode(report), world.disk.holders.size]).toEqual([0, 0]);
});

test('the journal has the intent before and the result after every effect', async () => {
  const world = new World();
  const seen: string[] = [];
  world.engine.faults = { after: ({ id }) => void seen.push(`effect ${id}`) };
  const store = new MemoryStore(world.disk, (what) => {
    if ('event' in what) seen.push('step' in what ? `${what.event} ${what.step}` : what.event);
    else seen.push(`state ${what.serial}`);
  });
  await world.apply(world.plan([[acme, [role]]]), { store });
  expect(seen).toEqual([
    'begin',
    ...['#1', '#2'].flatMap((n) => ['intent', 'effect', 'done'].map((what) => `${what} ${role.address}${n}`)),
    'state 1',
    'end',
  ]);
});

test('applying again when there is nothing to do writes nothing', async () => {
  const world = new World();
  await world.apply(world.plan([[acme, all]]));
  const journal = world.journal(acme);
  const report = await world.apply(world.plan([[acme, all]]));
  expect(report.summary).toEqual({ applied: 0, failed: 0, pending: 0 });
  expect([world.state(acme)?.serial, world.journal(acme)]).toEqual([1, journal]);
});

test('a lost state costs one apply that changes nothing on the engine', async () => {
  const world = new World();
  await world.apply(world.plan([[acme, all]]));
  const before = world.state(acme);
  const effects = world.engine.effects.length;
  world.disk.states.clear();
  await world.apply(world.plan([[acme, all]]));
  expect(world.state(acme)).toEqual(before);
  expect(world.engine.effects.length).toBe(effects);
});

describe('a failed step', () => {
  test('leaves what depends on it pending, and the rest goes on', async () => {
    const world = new World();
    world.engine.faults = { before: failAt(sales.address, new EngineError('disk full')) };
    const report = await world.apply(world.plan([[acme, all]]));
    expect(report.steps.map(({ id, status }) => `${status} ${id.split('.').at(-1)}`)).toEqual([
      'applied reader#1',
      'applied reader#2',
      'failed sales#1',
      'pending sales#2',
      'pending revenue#1',
      'pending revenue#2',
      'applied orders#1',
      'applied orders#2',
    ]);
    expect(report.steps[2]?.diagnostic).toMatchObject({
      code: 'APL101',
      message: `\`${sales.address}\`: "make acme-corp.sales" failed: disk full`,
      file: 'tenants/acme-corp/products/sales/product.yaml',
      tenant: 'acme-corp',
    });
    expect(applyExitCode(report)).toBe(7);
    expect(world.state(acme)?.resources.map(({ address }) => address)).toEqual([orders.address, role.address]);
    world.engine.faults = {};
    await world.apply(world.plan([[acme, all]]));
    expect(world.plan([[acme, all]]).plan.changes).toEqual([]);
  });

  test('where nothing was applied the exit code is 1', async () => {
    const world = new World();
    world.engine.faults = { before: failAt(role.address, new EngineError('no')) };
    expect(applyExitCode(await world.apply(world.plan([[acme, [role]]])))).toBe(1);
  });

  test('is tried again while the engine calls the failure passing, with growing pauses', async () => {
    const world = new World();
    let failures = 3;
    world.engine.faults = {
      before: () => {
        failures -= 1;
        if (failures >= 0) throw new EngineError('too many clients', { retryable: true });
      },
    };
    const pauses: number[] = [];
    const sleep = (ms: number) => Promise.resolve(void pauses.push(ms));
    const retry = { attempts: 4, baseMs: 100, maxMs: 300 };
    const report = await world.apply(world.plan([[acme, [role]]]), { sleep, retry });
    expect([report.summary.applied, pauses]).toEqual([2, [100, 200, 300]]);
    failures = 100;
    const again = await world.apply(world.plan([[acme, [role, orders]]]), { sleep, retry });
    expect(again.summary).toEqual({ applied: 0, failed: 1, pending: 1 });
  });

  test('says nothing that is secret, neither in the report nor in the journal', async () => {
    const world = new World();
    const secret = 'hunter2/&x';
    const message = `login ${secret} refused by postgres://u:${encodeURIComponent(secret)}@h`;
    world.engine.faults = { before: failAt(role.address, new EngineError(message)) };
    const report = await world.apply(world.plan([[acme, [role]]]), { secrets: () => [secret] });
    expect(report.steps[0]?.diagnostic?.message).toContain('login *** refused by postgres://u:***@h');
    expect(JSON.stringify([report, world.journal(acme)])).not.toContain('hunter2');
  });

  test('may also be a session that cannot be had', async () => {
    const world = new World();
    const sessionFor = () => Promise.reject(new EngineError('no route to host'));
    const report = await world.apply(world.plan([[acme, [role]]]), { sessionFor });
    expect(report.steps[0]?.diagnostic?.message).toContain('no route to host');
  });
});

describe('interrupted', () => {
  test('the running step ends, nothing further begins, and everything is recorded', async () => {
    const world = new World();
    const controller = new AbortController();
    world.engine.faults = { after: ({ id }) => (id === `${sales.address}#1` ? controller.abort() : undefined) };
    const report = await world.apply(world.plan([[acme, all]]), { signal: controller.signal, parallelism: 1 });
    expect(report.summary).toEqual({ applied: 3, failed: 0, pending: 5 });
    expect(report.diagnostics?.map(({ code }) => code)).toEqual(['APL102']);
    expect(applyExitCode(report)).toBe(130);
    expect(world.state(acme)?.resources.map(({ address }) => address)).toEqual([role.address]);
    expect([world.journal(acme).at(-1)?.event, world.disk.holders.size]).toEqual(['end', 0]);
  });

  test('a step that aborts is pending, not failed', async () => {
    const world = new World();
    const controller = new AbortController();
    world.engine.faults = { before: () => controller.abort() };
    const report = await world.apply(world.plan([[acme, [role]]]), { signal: controller.signal });
    expect(report.summary).toEqual({ applied: 0, failed: 0, pending: 2 });
    expect(world.engine.effects).toEqual([]);
  });

  test('after the last step nothing is interrupted any more', async () => {
    const world = new World();
    const controller = new AbortController();
    world.engine.faults = { after: ({ id }) => (id.endsWith('#2') ? controller.abort() : undefined) };
    const report = await world.apply(world.plan([[acme, [role]]]), { signal: controller.signal });
    expect([report.summary.applied, applyExitCode(report)]).toEqual([2, 0]);
  });
});

describe('stages', () => {
  test('each does its own steps; together they do the plan, and the state knows it', async () => {
    const world = new World();
    const planned = world.plan([[acme, all]]);
    const first = await world.apply(planned, { stage: 'platform', resume: true });
    expect(first.steps.map(({ id }) => id)).toEqual([`${role.address}#1`, `${role.address}#2`]);
    const second = await world.apply(planned, { stage: 'tenant', resume: true });
    expect(second.summary).toEqual({ applied: 6, failed: 0, pending: 0 });
    expect(world.state(acme)?.resources.length).toBe(4);
    expect(world.state(acme)?.serial).toBe(2);
  });

  test('a step of one stage that waits for the platform knows from its journal that it may begin', async () => {
    const world = new World();
    const shared = fakeResource(platform, 'lookup.role', 'shared');
    const own = fakeResource(acme, 'events.topic', 'orders', { dependsOn: [shared.address] });
    const planned = world.plan([
      [platform, [shared]],
      [acme, [own]],
    ]);
    await world.apply(planned, { stage: 'platform', resume: true });
    const report = await world.apply(planned, { stage: 'tenant', resume: true });
    expect([report.summary, applyExitCode(report)]).toEqual([{ applied: 2, failed: 0, pending: 0 }, 0]);
  });

  test('a stage whose turn it is not says so, and does what it can', async () => {
    const world = new World();
    const report = await world.apply(world.plan([[acme, all]]), { stage: 'tenant', resume: true });
    expect(report.steps[0]).toMatchObject({ status: 'pending', diagnostic: { code: 'APL109' } });
    expect(report.summary).toEqual({ applied: 2, failed: 0, pending: 4 });
    expect(applyExitCode(report)).toBe(7);
  });
});

describe('before the first step', () => {
  test('a state that moved since the plan stops everything', async () => {
    const world = new World();
    const planned = world.plan([[acme, all]]);
    await world.apply(world.plan([[acme, [role]]]));
    const report = await world.apply(planned);
    expect(report.diagnostics?.map(({ code }) => code)).toEqual(['PLN103']);
    expect([report.summary.pending, applyExitCode(report)]).toEqual([8, 5]);
  });

  test('a last look that finds an error stops everything, with the leases held', async () => {
    const world = new World();
    let held = 0;
    const diagnostic = { code: 'PLN104', severity: 'error', title: '', message: '' } as const;
    const verify = () => {
      held = world.disk.holders.size;
      return Promise.resolve([diagnostic]);
    };
    const report = await world.apply(world.plan([[acme, all]]), { verify });
    expect([held, report.summary.applied, applyExitCode(report)]).toEqual([1, 0, 5]);
    expect([world.engine.effects, world.journal(acme), world.disk.holders.size]).toEqual([[], [], 0]);
  });

  test('a tenant that somebody else holds stops everything, and no lease is kept', async () => {
    const world = new World();
    await new MemoryStore(world.disk).lease('globex-inc', { timeoutMs: 0, signal: new AbortController().signal });
    const desired = [acme, globex].map((tenant) => [tenant, [fakeResource(tenant, 'lookup.role', 'r')]] as const);
    await expect(world.apply(world.plan(desired))).rejects.toMatchObject({
      name: 'LeaseRefused',
      tenant: 'globex-inc',
    });
    expect([...world.disk.holders.keys()]).toEqual(['globex-inc']);
    expect(world.engine.effects).toEqual([]);
  });

  test('a plan without engines, with errors or with a broken proof is not begun', async () => {
    const world = new World();
    const planned = world.plan([[acme, all]]);
    const { plan } = planned;
    const error = (code: string) => ({ code, severity: 'error', title: '', message: '' }) as const;
    const bad = [
      [{ ...plan, basis: 'offline' as const }, 4],
      [{ ...plan, diagnostics: [error('POL101')] }, 4],
      [{ ...plan, isolation: { ...plan.isolation, holds: false, violations: [error('ISO204')] } }, 8],
    ] as const;
    for (const [refused, code] of bad) {
      const report = await world.apply({ ...planned, plan: refused });
      expect([report.summary.applied, applyExitCode(report)]).toEqual([0, code]);
    }
    expect(world.engine.effects).toEqual([]);
  });
});

test('a journal that cannot be written stops the apply before the effect', async () => {
  const world = new World();
  const store = new MemoryStore(world.disk, (what) => {
    if ('step' in what && what.step === `${sales.address}#1`) throw new Error('ENOSPC');
  });
  const report = await world.apply(world.plan([[acme, all]]), { store, parallelism: 1 });
  expect(report.summary).toEqual({ applied: 2, failed: 0, pending: 6 });
  expect(report.diagnostics?.map(({ code }) => code)).toEqual(['APL108']);
  expect(world.engine.effects).toEqual([`${role.address}#1`, `${role.address}#2`]);
  expect(applyExitCode(report)).toBe(7);
});

test('a destroyed tenant leaves a tombstone, and only once everything is gone', async () => {
  const world = new World();
  await world.apply(world.plan([[acme, all]]));
  const scope = { tenants: ['acme-corp'], destroy: true as const };
  world.engine.faults = { before: failAt(role.address, new EngineError('in use')) };
  await world.apply(world.plan([[acme, all]], scope));
  expect(world.state(acme)).toMatchObject({ status: 'active', resources: [{ address: role.address }] });
  world.engine.faults = {};
  await world.apply(world.plan([[acme, all]], scope));
  expect(world.state(acme)).toMatchObject({ status: 'destroyed', tenantId: acme.id, resources: [] });
  expect(world.engine.things.size).toBe(0);
});

test('a tenant whose folder went is archived in its record, and keeps everything', async () => {
  const world = new World();
  await world.apply(world.plan([[acme, all]]));
  const before = world.state(acme);
  const tenant = fakeTenant(acme, [], world.engine, before);
  await world.apply(plan(fakeInput([{ ...tenant, status: 'removed' }])));
  expect(world.state(acme)).toEqual({ ...before, serial: 2, status: 'archived' });
  expect(world.engine.things.size).toBe(4);
});

test('at most so many steps run at the same time, and of one lane only one', async () => {
  const world = new World();
  const topics = Array.from({ length: 12 }, (_, n) => fakeResource(acme, 'events.topic', `t${n}`));
  const running = { now: 0, most: 0 };
  world.engine.faults = {
    before: async () => {
      running.now += 1;
      running.most = Math.max(running.most, running.now);
      await new Promise((resolve) => setImmediate(resolve));
      running.now -= 1;
    },
  };
  await world.apply(world.plan([[acme, topics]]), { parallelism: 3 });
  expect(running.most).toBe(3);
  running.most = 0;
  const more = topics.map(({ address, name }) =>
    fakeResource(acme, 'events.topic', `${name}x`, { dependsOn: [address] }),
  );
  await world.apply(world.plan([[acme, [...topics, ...more]]]), { parallelism: 3, laneOf: () => 'pglite' });
  expect(running.most).toBe(1);
});

test('rank orders steps also where no edge does, and the platform comes before its tenants', async () => {
  const world = new World();
  const shared = fakeResource(platform, 'events.topic', 'shared');
  const late = fakeResource(acme, 'events.topic', 'late');
  const early = fakeResource(acme, 'lookup.schema', 'early');
  await world.apply(
    world.plan([
      [platform, [shared]],
      [acme, [late, early]],
    ]),
  );
  expect(world.engine.effects.map((id) => id.split('.').at(-1))).toEqual(
    ['shared', 'early', 'late'].flatMap((name) => [`${name}#1`, `${name}#2`]),
  );
});

test('progress counts every step', async () => {
  const world = new World();
  const events: string[] = [];
  await world.apply(world.plan([[acme, [role]]]), {
    onProgress: (event) =>
      events.push('finished' in event ? `${event.event} ${event.finished}/${event.total}` : event.event),
  });
  expect(events).toEqual(['begin', 'start 0/2', 'applied 1/2', 'start 1/2', 'applied 2/2']);
});
