import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '../../packages/cli/src/command.ts';
import { commands } from '../../packages/cli/src/commands/index.ts';
import { badTokens, makeProfileWorld, say, type Direction, type ProfileWorld } from './profile-world.ts';

const acme = { own: 'acme-corp', profile: 'acme', other: 'globex-inc' };
const globex = { own: 'globex-inc', profile: 'globex', other: 'acme-corp' };

/** What each tenant has: how the other one might guess it. */
const parts = {
  'acme-corp': { product: 'daily_revenue', connection: 'acme-orders-db', namespace: 'sales' },
  'globex-inc': { product: 'weekly_transaction_summary', connection: 'globex-finance-db', namespace: 'finance' },
};

const viewed = commands.filter((command) => command.withoutView !== true);
const formats = ['text', 'json', 'ndjson', 'sarif', 'github', 'markdown'];

/** What a command needs to get as far as it can without a person or a network. */
const needed: { readonly [command: string]: readonly string[] } = {
  affected: ['--base', 'main'],
  apply: ['--yes'],
};

/** A command with its first operand: once for each of its choices, without one where it has none. */
function variants(command: Command): readonly (readonly string[])[] {
  const choices = command.operands[0]?.choices;
  const begins = choices === undefined ? [[command.name]] : choices.map((choice) => [command.name, choice]);
  return begins.map((begin) => [...begin, ...(needed[command.name] ?? [])]);
}

/** Every place of a command line where a name can stand, with names of the other tenant. */
function guessed(command: Command, { other }: Direction): readonly (readonly string[])[] {
  const { product, connection, namespace } = parts[other as keyof typeof parts];
  const address = `${other}/lookup.table/tenant_${other.replace('-', '_')}__${namespace}.${product}`;
  const operands = [other, product, connection, `tenants/${other}`, `${product}.region`, address];
  const flags = command.flags
    .filter((flag) => flag.value !== undefined && flag.choices === undefined)
    .map((flag) => [`--${flag.name}`, flag.value === 'ADDRESS' ? address : other]);
  return variants(command).flatMap((begin) => [
    ...operands.map((operand) => [...begin, operand]),
    ...flags.map((flag) => [...begin, ...flag]),
  ]);
}

describe.each([
  [acme, formats],
  [globex, ['text', 'json']],
] as const)('under the profile of $own', (direction, written) => {
  const { own, profile, other } = direction;
  let world: ProfileWorld;
  beforeAll(async () => {
    world = await makeProfileWorld(direction);
    const edit = (root: string, path: string, text: string): void => writeFileSync(join(root, 'tenants', path), text);
    const compute = 'compute:\n  engine: dagster\n  schedule: "0 7 * * *"\n';
    for (const root of [world.both, world.alone]) {
      edit(root, `${own}/products/${parts[own as keyof typeof parts].product}/compute.yaml`, compute);
    }
    // The other tenant is broken, so that there is much to say about it.
    const { product, connection } = parts[other as keyof typeof parts];
    edit(world.both, `${other}/products/${product}/transform.sql`, "SELECT 1 AS n FROM {{ ref('nothing') }}\n");
    edit(world.both, `${other}/connections/${connection}.yaml`, 'kind: [\n');
  }, 120_000);
  afterAll(() => rmSync(dirname(world.both), { recursive: true, force: true }));

  /** The same command line in both repositories: with the other tenant, and without there being one. */
  const inBoth = async (argv: readonly string[]): Promise<void> => {
    const line = [...argv, '--profile', profile];
    const [seen, alone] = [await say(world, world.both, line), await say(world, world.alone, line)];
    expect(seen, line.join(' ')).toEqual(alone);
  };

  describe.each(viewed.map((command) => [command.name, command] as const))('%s', (_, command) => {
    it.each(written)('says as %s what it would say if there were no other tenant', async (format) => {
      for (const argv of variants(command)) await inBoth([...argv, '--format', format]);
    }, 120_000);

    it('answers a name of another tenant as one that nobody has', async () => {
      for (const argv of guessed(command, direction)) await inBoth(argv);
    }, 300_000);

    it.each(written)('answers --tenant and --product of another as %s like ones that nobody has', async (format) => {
      for (const begin of variants(command)) {
        await inBoth([...begin, '--tenant', other, '--format', format]);
        await inBoth([...begin, '--tenant', own, '--tenant', other, '--format', format]);
        await inBoth([...begin, '--product', parts[other as keyof typeof parts].product, '--format', format]);
      }
    }, 120_000);
  });

  it('a plan of another tenant or of all is refused, whoever there is, and without a word of what is in it', async () => {
    const saved = async (name: string, argv: readonly string[]): Promise<string> => {
      const path = join(dirname(world.both), name);
      // Made where nothing is broken: the repository as it was committed.
      const root = join(dirname(world.both), 'clean');
      if (!existsSync(root)) {
        cpSync(world.both, root, { recursive: true });
        const { execFileSync } = await import('node:child_process');
        execFileSync('git', ['checkout', '-q', '.'], { cwd: root });
      }
      const said = await say(world, root, ['plan', '--quiet', '--out', path, ...argv]);
      expect(said.exit).toBe(0);
      return path;
    };
    for (const path of [await saved('all.json', []), await saved('other.json', ['--tenant', other])]) {
      await inBoth(['apply', path]);
      const said = await say(world, world.both, ['apply', path, '--profile', profile]);
      expect(said).toEqual({
        exit: 1,
        stdout: '',
        stderr: `\`--tenant\` and \`--product\` choose what is planned, and \`${path}\` was planned for another choice. Apply it as it is, or write a plan of that part: \`akili plan --tenant SLUG --out FILE\`.\n`,
      });
    }
  }, 60_000);

  it('nothing of the other tenant was touched by all that', () => {
    expect(readdirSync(join(world.both, 'tenants')).sort()).toEqual(['acme-corp', 'globex-inc']);
    const { connection } = parts[other as keyof typeof parts];
    const file = join(world.both, 'tenants', other, 'connections', `${connection}.yaml`);
    expect(readFileSync(file, 'utf8')).toBe('kind: [\n');
  });
});

describe('who is at the keyboard', () => {
  let world: ProfileWorld;
  beforeAll(async () => {
    world = await makeProfileWorld(acme);
  }, 120_000);
  afterAll(() => rmSync(dirname(world.both), { recursive: true, force: true }));

  describe.each(viewed.map((command) => [command.name, command] as const))('%s', (_, command) => {
    it.each(badTokens)('is refused with a token that is %s', async (_kind, make, reason) => {
      for (const argv of variants(command)) {
        const line = [...argv, '--profile', 'acme'];
        const said = await say(world, world.both, line, [`AKILI_TOKEN=${await make()}`]);
        expect(said, line.join(' ')).toEqual({
          exit: 4,
          stdout:
            `error CRD231 The token of profile \`acme\` was refused: ${reason}.\n` +
            '  = help: Get a new one and run `akili auth login --profile acme`.\n\n1 error\n',
          stderr: '',
        });
      }
    });
  });

  it.each([
    [['validate'], true],
    [['validate', '--format', 'markdown'], true],
    [['validate', '--format', 'json'], false],
    [['validate', '--format', 'sarif'], false],
    [['validate', '--quiet'], false],
    [['validate', '--profile', 'acme'], false],
    [['explain', 'REF101'], false],
  ])('%o is told to be the administrator: %s', async (argv, told) => {
    const { host, stderr } = (await import('./script-host.ts')).scriptHost(world.both, [
      `env XDG_CONFIG_HOME=${world.home}`,
    ]);
    await (await import('akili')).main(argv, host);
    expect(stderr()).toBe(told ? "No profile is in use: acting as the platform's administrator.\n" : '');
  });
});

it('commands that no profile concerns are these, since they read no repository', () => {
  const without = commands.filter((command) => command.withoutView === true).map(({ name }) => name);
  expect(without.sort()).toEqual(['auth', 'completion', 'explain', 'import', 'profile']);
});
