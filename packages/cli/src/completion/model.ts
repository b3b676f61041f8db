import type { Command } from '../command.ts';
import type { Flag } from '../flag.ts';
import { globalFlagsOf } from '../global-flags.ts';

/** What completion scripts are written from. */
export interface CompletionCommand {
  readonly name: string;
  readonly summary: string;
  /** Values of the first operand, where only some are possible. */
  readonly values: readonly string[];
  /** What the second operand names, where the shell can ask akili for those there are. */
  readonly names?: 'tenant' | 'product' | 'connection';
  /** The command's own flags and the global ones. */
  readonly flags: readonly Flag[];
}

/** The commands as shells complete them: nothing hidden. */
export function completionModel(commands: readonly Command[]): readonly CompletionCommand[] {
  return commands.map((command) => ({
    name: command.name,
    summary: command.summary,
    values: command.operands[0]?.choices ?? [],
    ...(command.operands[1]?.names === undefined ? {} : { names: command.operands[1].names }),
    flags: [...command.flags, ...globalFlagsOf(command)].filter((flag) => flag.hidden !== true),
  }));
}
