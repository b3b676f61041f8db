import type { Command } from './command.ts';
import type { Flag } from './flag.ts';
import { globalFlags, globalFlagsOf } from './global-flags.ts';

/** `akili --help`. */
export function programHelp(commands: readonly Command[]): string {
  return [
    'Usage: akili COMMAND [FLAGS]',
    '',
    'Run many tenants on one shared data platform from one git repository.',
    '',
    'Commands:',
    ...aligned(commands.map((command) => [command.name, command.summary])),
    '',
    'Flags of every command:',
    ...flagLines(globalFlags),
    ...aligned([
      ['-h, --help', 'help; `akili COMMAND --help` with examples'],
      ['-V, --version', 'the version'],
    ]),
    '',
    'Exit codes: 0 ok, 1 failure or wrong usage, 2 differences, 3 errors in the repository, 4 refused by a gate,',
    '5 stale plan, 6 locked, 7 applied in part, 8 isolation violated, 130 interrupted.',
    '',
  ].join('\n');
}

/** `akili COMMAND --help`. */
export function commandHelp(command: Command): string {
  const operands = command.operands.map((operand) => ` ${operand.name}`).join('');
  return [
    `Usage: akili ${command.name}${operands} [FLAGS]`,
    '',
    command.description,
    ...(command.operands.length === 0
      ? []
      : ['', 'Arguments:', ...aligned(command.operands.map((operand) => [operand.name, operand.about]))]),
    ...(command.flags.length === 0 ? [] : ['', 'Flags:', ...flagLines(command.flags)]),
    '',
    'Flags of every command:',
    ...flagLines(globalFlagsOf(command)),
    '',
    'Examples:',
    ...command.examples.flatMap(([line, about]) => [`  # ${about}`, `  ${line}`]),
    '',
  ].join('\n');
}

function flagLines(flags: readonly Flag[]): readonly string[] {
  return aligned(
    flags
      .filter((flag) => flag.hidden !== true)
      .map((flag) => [
        `--${flag.name}${flag.value === undefined ? '' : ` ${flag.value}`}`,
        flag.about + (flag.choices === undefined ? '' : `: ${flag.choices.join(', ')}`),
      ]),
  );
}

function aligned(rows: readonly (readonly [string, string] | readonly string[])[]): readonly string[] {
  const width = Math.max(24, ...rows.map(([left]) => (left as string).length + 2));
  return rows.map(([left, right]) => `  ${(left as string).padEnd(width)}${right as string}`);
}
