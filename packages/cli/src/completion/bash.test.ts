import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { commands } from '../commands/index.ts';
import { bashCompletion } from './bash.ts';
import { completionModel } from './model.ts';

const script = bashCompletion(completionModel(commands));
const hasBash = spawnSync('bash', ['-c', '((BASH_VERSINFO[0] >= 4))']).status === 0;
const title = hasBash ? 'in bash' : 'in bash (skipped: there is no bash 4 here)';

/** What bash offers for the last of these words. */
const offered = (...words: string[]): readonly string[] => offeredWith('', ...words);

/** The same, with an `akili` of the test's own. */
function offeredWith(definition: string, ...words: string[]): readonly string[] {
  const run = `${script}\n${definition}\ncd /var/empty 2>/dev/null || cd "$(mktemp -d)"
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _akili; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', run, 'bash', ...words], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

describe.skipIf(!hasBash)(title, () => {
  it('completes commands', () => expect(offered('akili', 'co')).toEqual(['compile', 'connection', 'completion']));
  it('completes flags of the command', () => expect(offered('akili', 'plan', '--off')).toEqual(['--offline']));
  it('completes flags behind a global one', () =>
    expect(offered('akili', '--tenant', 'x', 'apply', '--st')).toEqual(['--stage', '--strict-commit']));
  it('completes values', () => expect(offered('akili', 'plan', '--stage', 'p')).toEqual(['platform']));
  it('completes operands with a choice', () => expect(offered('akili', 'completion', 'z')).toEqual(['zsh']));
  it('completes names of what the flags so far choose', () => {
    const fake = `akili() { echo "asked-$(echo "$*" | tr ' ' '_')"; }`;
    expect(offeredWith(fake, 'akili', '--tenant', 'acme', 'product', 'get', 'asked')).toEqual([
      'asked-product_list_--quiet_--format_names_--tenant_acme',
    ]);
    expect(offeredWith(fake, 'akili', 'plan', '--tenant', '')).toEqual(['asked-tenant_list_--quiet_--format_names']);
  });
  it('offers nothing that does not work yet', () => expect(offered('akili', 'ado')).toEqual([]));
});
