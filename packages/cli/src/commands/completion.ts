import { exitCodes } from '@akili/diagnostics';
import type { Command } from '../command.ts';
import { bashCompletion } from '../completion/bash.ts';
import { fishCompletion } from '../completion/fish.ts';
import { completionModel } from '../completion/model.ts';
import { zshCompletion } from '../completion/zsh.ts';
import { UsageError } from '../usage-error.ts';

const shells = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

/** `akili completion SHELL`. */
export const completion: Command = {
  name: 'completion',
  summary: 'print a completion script for bash, zsh or fish',
  description: 'Prints a script that makes the shell complete commands, flags and their values.',
  operands: [{ name: 'SHELL', about: 'bash, zsh or fish', choices: Object.keys(shells) }],
  withoutView: true,
  flags: [],
  examples: [
    ['source <(akili completion bash)', 'complete in this bash'],
    ['akili completion zsh > "${fpath[1]}/_akili"', 'complete in every new zsh'],
    ['akili completion fish > ~/.config/fish/completions/akili.fish', 'complete in every new fish'],
  ],
  async run(given, _options, host) {
    const { commands } = await import('./index.ts');
    const shell = given.operands[0] ?? '';
    if (!Object.hasOwn(shells, shell))
      throw new UsageError(`\`${shell}\` is not a shell that can be completed: bash, zsh or fish.`);
    await host.stdout.write(shells[shell as keyof typeof shells](completionModel(commands)));
    return exitCodes.ok;
  },
};
