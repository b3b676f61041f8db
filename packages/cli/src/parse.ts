import { Argument, Command as Parser, CommanderError, Option } from 'commander';
import { didYouMean } from '@akili/diagnostics';
import type { CommandArguments, GlobalOptions } from './arguments.ts';
import type { Command } from './command.ts';
import { globalFlagsOf } from './global-flags.ts';
import { commandHelp, programHelp } from './help.ts';
import { laterCommands } from './later-commands.ts';
import { optionOf, readGiven, readGlobals } from './read-given.ts';

/** What an argument list asks for. */
export type Parsed =
  | {
      readonly kind: 'run';
      readonly command: Command;
      readonly given: CommandArguments;
      readonly options: GlobalOptions;
    }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'version' }
  | { readonly kind: 'usage'; readonly message: string };

/** Reads an argument list. Global flags may stand before or behind the verb; `--help` wins over everything else. */
export function parseArguments(argv: readonly string[], commands: readonly Command[]): Parsed {
  const beforeDashes = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  if (beforeDashes.includes('--help') || beforeDashes.includes('-h')) return help(beforeDashes, commands);
  if (argv[0] === 'help') return help(argv.slice(1), commands);
  let parsed: Parsed | undefined;
  let said = '';
  const answer = (found: Parsed): void => void (parsed = found);
  const silent = (parser: Parser): Parser =>
    parser
      .exitOverride()
      .helpOption(false)
      .configureOutput({ outputError: (text) => void (said = text) });

  const program = silent(new Parser('akili')).helpCommand(false).allowExcessArguments().argument('[command]');
  // A command with a version of its own gets it: the program's would be taken from anywhere in the line.
  const isOwn = (command: Command): boolean => command.flags.some((flag) => flag.name === 'version');
  if (!commands.some((command) => beforeDashes.includes(command.name) && isOwn(command)))
    program.addOption(new Option('-V, --version'));
  const named = commands.find(({ name }) => beforeDashes.includes(name));
  for (const flag of globalFlagsOf(named)) program.addOption(optionOf(flag));
  program.action((name: string | undefined) => {
    answer(program.opts()['version'] === true ? { kind: 'version' } : unknownCommand(name, commands));
  });
  for (const command of commands) {
    const parser = silent(program.command(command.name)).allowExcessArguments(false);
    for (const operand of command.operands) parser.addArgument(new Argument(operand.name));
    for (const flag of command.flags) parser.addOption(optionOf(flag));
    parser.action(() => {
      const options = readGlobals(program);
      if (typeof options === 'string') answer({ kind: 'usage', message: options });
      else answer({ kind: 'run', command, given: givenTo(command, parser, program), options });
    });
  }
  for (const name of laterCommands) {
    const parser = silent(program.command(name, { hidden: true }))
      .allowUnknownOption()
      .allowExcessArguments();
    const message = `This version of akili has no \`${name}\` yet. \`akili --help\` lists what it has.`;
    parser.action(() => answer({ kind: 'usage', message }));
  }
  try {
    program.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { kind: 'usage', message: said.replace(/^error: /, '').trim() || error.message };
  }
  if (parsed === undefined) throw new Error('the parser ran no action');
  return parsed;
}

/** What the command was given; a format that only it has is among its values. */
function givenTo(command: Command, parser: Parser, program: Parser): CommandArguments {
  const given = readGiven(parser, command.flags);
  const format: unknown = program.opts()['format'];
  if (typeof format !== 'string' || command.formats?.includes(format) !== true) return given;
  return { ...given, values: { ...given.values, format } };
}

function help(words: readonly string[], commands: readonly Command[]): Parsed {
  const command = words.flatMap((word) => commands.find(({ name }) => name === word) ?? [])[0];
  return { kind: 'help', text: command === undefined ? programHelp(commands) : commandHelp(command) };
}

function unknownCommand(name: string | undefined, commands: readonly Command[]): Parsed {
  if (name === undefined) return { kind: 'usage', message: `${programHelp(commands)}\nNo command was given.` };
  const meant = didYouMean(
    name,
    commands.map((command) => command.name),
  );
  const hint = meant === undefined ? '`akili --help` lists them.' : `Did you mean \`${meant}\`?`;
  return { kind: 'usage', message: `There is no command \`${name}\`. ${hint}` };
}
