import { Option, type Command as Parser } from 'commander';
import { formats, type Format } from '@akili/report';
import type { CommandArguments, GlobalOptions } from './arguments.ts';
import type { Flag } from './flag.ts';

/** A flag as the parser takes it. */
export function optionOf(flag: Flag): Option {
  const option = new Option(`--${flag.name}${flag.value === undefined ? '' : ` <${flag.value}>`}`, flag.about);
  if (flag.choices !== undefined) option.choices(flag.choices);
  if (flag.repeatable === true) {
    option.argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value]);
  }
  return option;
}

/** The global flags, read; a sentence where one of them cannot be used. */
export function readGlobals(program: Parser): GlobalOptions | string {
  const values = program.opts<{ readonly [name: string]: unknown }>();
  const text = (name: string): string | undefined => (typeof values[name] === 'string' ? values[name] : undefined);
  const list = (name: string): readonly string[] => (Array.isArray(values[name]) ? (values[name] as string[]) : []);
  const color = text('color');
  return {
    root: text('root'),
    env: text('env'),
    tenants: [...new Set(list('tenant'))].sort(),
    products: [...new Set(list('product'))].sort(),
    profile: text('profile'),
    format: formats.find((format): format is Format => format === text('format')) ?? 'text',
    color: color === 'always' || color === 'never' ? color : 'auto',
    quiet: values['quiet'] === true,
    input: values['input'] !== false,
  };
}

/** Operands and flags of a command, by the flags' own names. */
export function readGiven(parser: Parser, flags: readonly Flag[]): CommandArguments {
  const opts = parser.opts<{ readonly [name: string]: unknown }>();
  const values: { [flag: string]: string } = {};
  const lists: { [flag: string]: readonly string[] } = {};
  const switches = new Set<string>();
  for (const { name } of flags) {
    const value = opts[name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())];
    if (value === true) switches.add(name);
    else if (typeof value === 'string') values[name] = value;
    else if (Array.isArray(value)) lists[name] = value as readonly string[];
  }
  return { operands: parser.args, values, lists, switches };
}
