import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { main } from 'akili';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../packages/cli/src/commands/index.ts';
import { acme, variants, viewed } from './profile-lines.ts';
import { badTokens, makeProfileWorld, say, type ProfileWorld } from './profile-world.ts';
import { scriptHost } from './script-host.ts';

describe('who is at the keyboard', () => {
  let world: ProfileWorld;
  beforeAll(async () => {
    world = await makeProfileWorld(acme);
  }, 120_000);
  afterAll(() => rmSync(dirname(world.both), { recursive: true, force: true }));

  describe.each(viewed)('%s', (_, command) => {
    it.each(badTokens)('is refused with a token that is %s', async (_kind, make, reason) => {
      for (const argv of variants(command)) {
        // What has to be named comes before the token is looked at.
        const line = [...argv, ...(command.name === 'unlock' ? ['acme-corp'] : []), '--profile', 'acme'];
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
    const { host, stderr } = scriptHost(world.both, [`env XDG_CONFIG_HOME=${world.home}`]);
    await main(argv, host);
    expect(stderr()).toBe(told ? "No profile is in use: acting as the platform's administrator.\n" : '');
  });
});

it('commands that no profile concerns are these, since they read no repository', () => {
  const without = commands.filter((command) => command.withoutView === true).map(({ name }) => name);
  expect(without.sort()).toEqual(['auth', 'completion', 'explain', 'import', 'profile']);
});
