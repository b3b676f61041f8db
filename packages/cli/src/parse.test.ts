import { describe, expect, it } from 'vitest';
import { commands } from './commands/index.ts';
import { parseArguments } from './parse.ts';

function run(...argv: string[]) {
  const parsed = parseArguments(argv, commands);
  if (parsed.kind !== 'run') throw new Error(JSON.stringify(parsed));
  return parsed;
}

describe('parseArguments', () => {
  it('reads global flags in front of the verb and behind it', () => {
    const { options, command } = run('--env', 'production', 'plan', '--tenant', 'globex-inc', '--format', 'json');
    expect(command.name).toBe('plan');
    expect(options).toMatchObject({ env: 'production', tenants: ['globex-inc'], format: 'json' });
  });

  it('collects repeated tenants from both sides, sorted and once each', () => {
    const argv = ['--tenant', 'globex-inc', 'plan', '--tenant', 'acme-corp', '--tenant', 'globex-inc'];
    expect(run(...argv).options.tenants).toEqual(['acme-corp', 'globex-inc']);
  });

  it('gives every option its default', () => {
    expect(run('validate').options).toEqual({
      root: undefined,
      env: undefined,
      tenants: [],
      products: [],
      format: 'text',
      color: 'auto',
      quiet: false,
      input: true,
    });
  });

  it('reads the flags of the command by their own names', () => {
    const argv = [
      'apply',
      'plan.json',
      '--yes',
      '--allow-destroy',
      'a/b/c',
      '--allow-destroy',
      'd/e/f',
      '--stage',
      'tenant',
    ];
    const { given } = run(...argv);
    expect(given).toEqual({
      operands: ['plan.json'],
      values: { stage: 'tenant' },
      lists: { 'allow-destroy': ['a/b/c', 'd/e/f'] },
      switches: new Set(['yes']),
    });
  });

  it('reads --no-input and --color', () => {
    expect(run('apply', '--no-input', '--color', 'never').options).toMatchObject({ input: false, color: 'never' });
  });

  it('takes what follows -- for operands', () => {
    expect(run('fmt', '--', '--help').given.operands).toEqual(['--help']);
  });
});
