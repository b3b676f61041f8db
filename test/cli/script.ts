/** What a command is expected to write to one of its outputs. */
export interface ExpectedText {
  /** `exact`: these lines and no others. `contains`: each of these lines, in this order, among others. */
  readonly how: 'exact' | 'contains';
  readonly lines: readonly string[];
}

/** One section of a script. */
export type Section =
  | { readonly kind: 'write'; readonly path: string; readonly text: string }
  | { readonly kind: 'delete'; readonly path: string }
  /** Commits everything, with a tag. */
  | { readonly kind: 'tag'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string; readonly expected: ExpectedText }
  | {
      readonly kind: 'run';
      readonly command: string;
      /** `terminal`, `answer WORD`, `env NAME=VALUE`, `id UUID` (the next new one), `interrupted`, `interrupt at question`, `interrupt at tick N` (the Nth look at the clock), `locked`, `leased TENANT`. */
      readonly settings: readonly string[];
      readonly exit: number;
      readonly stdout: ExpectedText;
      readonly stderr: ExpectedText;
    };

export interface Script {
  /** The folder that the script begins with: the two tenants, the two as a git repository with one commit, nothing. */
  readonly base: 'tenants' | 'git' | 'empty';
  readonly sections: readonly Section[];
}

/**
 * Reads a script: one document that holds files, command lines and what they are expected to say.
 *
 * ```text
 * What this shows, in words.
 * base: tenants
 *
 * == write PATH        the lines that follow are the file
 * == delete PATH
 * == tag NAME          everything is committed, with this tag
 * == $ akili ARGS      runs it; then `with: SETTING` lines, `exit N`, and the outputs
 * --- stdout           expected exactly; nothing is expected where the section is missing
 * --- stderr contains  each of these lines, in this order
 * == file PATH         what a file is expected to hold
 * ```
 */
export function readScript(text: string): Script {
  const [head = '', ...parts] = text.split(/^== /m);
  const base = /^base: (tenants|git|empty)$/m.exec(head)?.[1];
  if (base !== 'tenants' && base !== 'git' && base !== 'empty') throw new Error('the script names no base');
  return { base, sections: parts.map(readSection) };
}

function readSection(part: string): Section {
  const [title = '', ...rest] = part.split('\n');
  const [verb = '', ...words] = title.split(' ');
  const path = words.join(' ');
  const body = rest.join('\n').replace(/\n+$/, '\n');
  if (verb === 'write') return { kind: 'write', path, text: body };
  if (verb === 'delete') return { kind: 'delete', path };
  if (verb === 'tag') return { kind: 'tag', name: path };
  if (verb === 'file') return { kind: 'file', path: words[0] ?? '', expected: expectedOf(words[1], body) };
  if (verb !== '$') throw new Error(`no such section: ${title}`);
  const [settings = '', ...outputs] = body.split(/^--- /m);
  const output = (name: string): ExpectedText => {
    const found = outputs.find((one) => one.startsWith(name)) ?? name;
    const [heading = '', ...lines] = found.split('\n');
    return expectedOf(heading.split(' ')[1], lines.join('\n'));
  };
  const exit = /^exit (\d+)$/m.exec(settings)?.[1];
  if (exit === undefined) throw new Error(`no exit code is expected of: ${path}`);
  return {
    kind: 'run',
    command: path,
    settings: [...settings.matchAll(/^with: (.*)$/gm)].map((match) => match[1] as string),
    exit: Number(exit),
    stdout: output('stdout'),
    stderr: output('stderr'),
  };
}

function expectedOf(how: string | undefined, text: string): ExpectedText {
  const lines = text.replace(/\n+$/, '').split('\n');
  return { how: how === 'contains' ? 'contains' : 'exact', lines: lines.length === 1 && lines[0] === '' ? [] : lines };
}
