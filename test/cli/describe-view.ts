import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guessed, owned, partsOf, variants, viewed } from './profile-lines.ts';
import { makeProfileWorld, say, type Direction, type ProfileWorld } from './profile-world.ts';

/** Holds every command, under a profile, to what it would say if there were no other tenant. */
export function describeView(direction: Direction, written: readonly string[]): void {
  const { own, profile, other } = direction;
  let world: ProfileWorld;
  beforeAll(async () => {
    world = await makeProfileWorld(direction);
    const edit = (root: string, path: string, text: string): void => writeFileSync(join(root, 'tenants', path), text);
    const compute = 'compute:\n  engine: dagster\n  schedule: "0 7 * * *"\n';
    for (const root of [world.both, world.alone]) {
      edit(root, `${own}/products/${partsOf(own).product}/compute.yaml`, compute);
    }
    // The other tenant is broken, so that there is much to say about it.
    const { product, connection } = partsOf(other);
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

  describe.each(viewed)('%s', (_, command) => {
    it.each(written)('says as %s what it would say if there were no other tenant', async (format) => {
      for (const argv of variants(command)) await inBoth([...argv, '--format', format]);
    }, 120_000);

    it('answers a name of another tenant as one that nobody has', async () => {
      for (const argv of guessed(command, direction)) await inBoth(argv);
    }, 300_000);

    it.each(written)('answers --tenant of another as %s like one that nobody has', async (format) => {
      for (const begin of variants(command)) {
        await inBoth([...begin, '--tenant', other, '--format', format]);
        await inBoth([...begin, '--tenant', own, '--tenant', other, '--format', format]);
      }
    }, 120_000);

    it('answers --product of another like one that nobody has', async () => {
      const { product } = partsOf(other);
      for (const begin of variants(command))
        for (const format of ['text', 'json']) await inBoth([...begin, '--product', product, '--format', format]);
    }, 120_000);
  });

  it('a plan of another tenant or of all is refused, whoever there is, and without a word of what is in it', async () => {
    const saved = async (name: string, argv: readonly string[]): Promise<string> => {
      const path = join(dirname(world.both), name);
      // Made where nothing is broken: the repository as it was committed.
      const root = join(dirname(world.both), 'clean');
      if (!existsSync(root)) {
        cpSync(world.both, root, { recursive: true });
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

  it('commands about things of its own say what they would say if there were no other tenant', async () => {
    // Those that end what a tenant has come last.
    const last = ['tenant', 'destroy'];
    const ordered = viewed.toSorted(([a], [b]) => last.indexOf(a) - last.indexOf(b));
    for (const [, command] of ordered)
      for (const argv of owned(command, direction)) await inBoth([...argv, '--format', 'json']);
  }, 300_000);

  it('nothing of the other tenant was touched by all that', () => {
    expect(readdirSync(join(world.both, 'tenants')).sort()).toEqual(['acme-corp', 'globex-inc']);
    const { connection } = partsOf(other);
    const file = join(world.both, 'tenants', other, 'connections', `${connection}.yaml`);
    expect(readFileSync(file, 'utf8')).toBe('kind: [\n');
  });
}
