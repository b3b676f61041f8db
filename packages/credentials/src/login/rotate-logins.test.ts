import { loginSlotOf } from '@akili/resource';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readParts, type SecretVersions } from '../secret-parts.ts';
import type { SecretJson } from '../stores/secret-store.ts';
import { firstLogin } from './new-login.ts';
import { rotateLogins, type RotatedLogin } from './rotate-logins.ts';
import { nextVersion } from './rotation.ts';

const tenant = { slug: 'acme-corp', id: '6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d' };
const roles = ['lookup', 'events'] as const;
let seed = 1;
const random = (count: number): Uint8Array =>
  Uint8Array.from({ length: count }, () => (seed = (seed * 1103515245 + 12345) % 2147483648) % 256);

class Killed extends Error {}

/** Secrets and engines that outlive a run; every effect may be the one at which the process is killed. */
class World {
  readonly secrets = new Map<string, SecretJson>(roles.map((role) => [role, firstLogin(tenant, role, random)]));
  /** Per role the passwords that the engine accepts, by user name: one a slot. */
  readonly engines = new Map<string, Map<string, string>>(roles.map((role) => [role, new Map()]));
  effects = 0;
  killAt = Number.POSITIVE_INFINITY;
  grace = false;
  /** Logins that a check found refused though the secret named them. */
  windows = 0;

  versions(role: string): SecretVersions {
    const read = readParts(this.secrets.get(role), 'lookup');
    if (!read.ok) throw new Error(read.problem);
    return read.versions;
  }

  effect(happen: () => void): void {
    this.effects += 1;
    if (this.effects === this.killAt) throw new Killed();
    happen();
    for (const role of roles) if (!this.accepts(role, this.versions(role).current.parts)) this.windows += 1;
    if (this.effects + 0.5 === this.killAt) throw new Killed();
  }

  accepts(role: string, parts: { readonly [part: string]: string }): boolean {
    return this.engines.get(role)?.get(String(parts['username'])) === parts['password'];
  }

  /** What drivers do: the slot of each wanted version gets its password, one after the other; then others go. */
  apply(): void {
    for (const role of roles) {
      const { current, next } = this.versions(role);
      const engine = this.engines.get(role) as Map<string, string>;
      const wanted = next === undefined ? [current] : [current, next];
      for (const { parts } of wanted)
        if (!this.accepts(role, parts))
          this.effect(() => engine.set(String(parts['username']), String(parts['password'])));
      const names = wanted.map(({ parts }) => parts['username']);
      for (const name of [...engine.keys()]) if (!names.includes(name)) this.effect(() => engine.delete(name));
    }
  }

  async rotate(): Promise<void> {
    const logins = roles.map((role): RotatedLogin => ({
      role,
      read: () => Promise.resolve(this.versions(role)),
      write: (document) => Promise.resolve(this.effect(() => this.secrets.set(role, document))),
      verify: (version) => {
        const { next } = this.versions(role);
        if (next?.version !== version || !this.accepts(role, next.parts)) throw new Error(`${role} is refused`);
        return Promise.resolve();
      },
    }));
    const apply = (): Promise<void> => Promise.resolve(this.apply());
    await rotateLogins({ tenant, logins, random, grace: this.grace, apply });
  }
}

function fresh(): World {
  const world = new World();
  for (const role of roles) {
    const { parts } = world.versions(role).current;
    world.engines.get(role)?.set(String(parts['username']), String(parts['password']));
  }
  return world;
}

test('a rotation changes name and password of each login, and leaves one login a role', async () => {
  const world = fresh();
  const before = roles.map((role) => world.versions(role).current.parts);
  await world.rotate();
  for (const [index, role] of roles.entries()) {
    const { current, next, previous } = world.versions(role);
    expect([current.version, next, previous]).toEqual(['2', undefined, undefined]);
    expect(current.parts['password']).not.toBe(before[index]?.['password']);
    expect([...(world.engines.get(role) ?? [])]).toEqual([[current.parts['username'], current.parts['password']]]);
  }
  expect(world.versions('lookup').current.parts['username']).toBe('tenant_acme_corp__deployer__b');
  expect(world.windows).toBe(0);
});

test('with grace the login before works until the next apply', async () => {
  const world = fresh();
  world.grace = true;
  await world.rotate();
  const { current, previous } = world.versions('events');
  expect([current.version, previous?.version]).toEqual(['2', '1']);
  expect(world.accepts('events', previous?.parts ?? {})).toBe(true);
  world.apply();
  expect(world.accepts('events', previous?.parts ?? {})).toBe(false);
  expect(world.accepts('events', current.parts)).toBe(true);
});

test('a login that does not work is not put to use', async () => {
  const world = fresh();
  const apply = world.apply.bind(world);
  world.apply = () => undefined;
  await expect(world.rotate()).rejects.toThrow('lookup is refused');
  expect(world.versions('lookup').current.version).toBe('1');
  world.apply = apply;
  await world.rotate();
  expect(world.versions('lookup').current.version).toBe('2');
});

test('killed anywhere, any number of times, with or without grace, the secret always names a login that works', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ kill: fc.integer({ min: 1, max: 24 }), after: fc.boolean(), grace: fc.boolean() }), {
        maxLength: 6,
      }),
      async (runs) => {
        const world = fresh();
        for (const { kill, after, grace } of runs) {
          world.grace = grace;
          world.effects = 0;
          world.killAt = after ? kill + 0.5 : kill;
          await world.rotate().catch((error: unknown) => {
            if (!(error instanceof Killed)) throw error;
          });
        }
        world.killAt = Number.POSITIVE_INFINITY;
        world.grace = false;
        await world.rotate();
        expect(world.windows).toBe(0);
        for (const role of roles) {
          const { current, next, previous } = world.versions(role);
          expect([next, previous]).toEqual([undefined, undefined]);
          expect([...(world.engines.get(role)?.keys() ?? [])]).toEqual([current.parts['username']]);
        }
      },
    ),
    { seed: 4, numRuns: 300 },
  );
});

test('versions take turns between the slots', () => {
  let version = '0';
  for (let step = 0; step < 5; step += 1) {
    const next = nextVersion(version);
    expect(loginSlotOf(next)).not.toBe(loginSlotOf(version));
    version = next;
  }
});
