import { didYouMean } from '@akili/diagnostics';
import type { CommandArguments } from './arguments.ts';
import { UsageError } from './usage-error.ts';

/** One of the things that a command with several can do, as far as reading its arguments goes. */
export interface Action {
  readonly name: string;
  /** Flags of the command that this action reads. */
  readonly flags: readonly string[];
  /** Whether an operand has to follow. */
  readonly operand: 'none' | 'one';
  /** What the operand is, in a refusal: `the slug of a tenant`. */
  readonly about?: string;
}

/** The action that was asked for, with its operand; refuses flags that it does not read, since they would be passed over. */
export function chosenAction<T extends Action>(
  command: string,
  actions: readonly T[],
  given: CommandArguments,
): { readonly action: T; readonly operand: string } {
  const [name = '', operand] = given.operands;
  const names = actions.map((one) => one.name);
  const action = actions.find((one) => one.name === name);
  if (action === undefined) {
    const meant = didYouMean(name, names);
    const hint = meant === undefined ? `There is ${names.join(', ')}.` : `Did you mean \`${meant}\`?`;
    throw new UsageError(`\`akili ${command}\` has no \`${name}\`. ${hint}`);
  }
  const stray = [...Object.keys(given.values), ...Object.keys(given.lists), ...given.switches].find(
    (flag) => !action.flags.includes(flag),
  );
  if (stray !== undefined) throw new UsageError(`\`akili ${command} ${name}\` reads no \`--${stray}\`.`);
  if (action.operand === 'one' && operand === undefined)
    throw new UsageError(`\`akili ${command} ${name}\` needs ${action.about ?? 'a name'}.`);
  if (action.operand === 'none' && operand !== undefined)
    throw new UsageError(`\`akili ${command} ${name}\` takes no \`${operand}\`.`);
  return { action, operand: operand ?? '' };
}
