import { defineDiagnostic } from '../define.ts';

export const invalidYaml = defineDiagnostic<{ reason: string }>({
  code: 'YML001',
  severity: 'error',
  title: 'Invalid YAML',
  message: (p) => `The file cannot be read as YAML: ${p.reason}`,
  help: () => 'Check the indentation and the quotes on this line and the one before it.',
  why: 'A file that YAML readers understand in different ways, or not at all, must not be guessed at.',
});

export const duplicateKey = defineDiagnostic<{ key: string }>({
  code: 'YML002',
  severity: 'error',
  title: 'Key used twice',
  message: (p) => `The mapping already has a key \`${p.key}\`, so one of the two values would be lost.`,
  help: () => 'Remove one of the two, or rename it.',
  why: 'Some readers keep the first value and some the last; nobody can tell from the file which one counts.',
});

export const tabInIndentation = defineDiagnostic({
  code: 'YML003',
  severity: 'error',
  title: 'Tab in the indentation',
  message: () => 'YAML does not allow tabs for indentation, since their width is not known.',
  help: () => 'Indent with two spaces.',
  why: 'The nesting of a manifest is its meaning, and a tab leaves the nesting open.',
});

export const aliasRefused = defineDiagnostic<{ what: 'anchor' | 'alias' | 'merge key' }>({
  code: 'YML004',
  severity: 'error',
  title: 'Anchors and aliases are not read',
  message: (p) =>
    `This ${p.what} would take its value from somewhere else in the file; manifests say each value where it stands.`,
  help: () => 'Write the value out. A text that begins with `&` or `*` needs quotes.',
  why: 'Aliases hide what a manifest says, and nested ones grow without bound: ten lines can stand for billions of values.',
});

export const tagRefused = defineDiagnostic<{ tag: string }>({
  code: 'YML005',
  severity: 'error',
  title: 'YAML tags and directives are not read',
  message: (p) => `\`${p.tag}\` would change how the value is read; manifests use plain YAML 1.2 only.`,
  help: () => 'Remove it. A text that begins with `!` or `%` needs quotes.',
  why: 'Tags are how YAML files make programs build arbitrary objects; no manifest needs one.',
});

export const severalDocuments = defineDiagnostic({
  code: 'YML006',
  severity: 'error',
  title: 'Several documents in one file',
  message: () => 'A second YAML document begins here; a manifest is one document.',
  help: () => 'Move it to a file of its own.',
  why: 'The name of the file says which manifest it is, so a second one would belong to nothing.',
});

export const nestedTooDeep = defineDiagnostic<{ limit: number }>({
  code: 'YML007',
  severity: 'error',
  title: 'Nested too deeply',
  message: (p) => `The file nests more than ${p.limit} levels deep; no manifest needs that many.`,
  help: () => 'Check the brackets and the indentation.',
  why: 'Deep nesting is a way to exhaust the memory of whatever reads a file.',
});

export const keyNotText = defineDiagnostic<{ key: string }>({
  code: 'YML008',
  severity: 'error',
  title: 'Key is not a text',
  message: (p) => `YAML reads the key \`${p.key}\` as something other than a text.`,
  help: () => 'Put the key in quotes.',
  why: 'Every key of a manifest is a name. Numbers, booleans and lists as keys read differently from tool to tool.',
});

export const emptyFile = defineDiagnostic<{ document: string }>({
  code: 'YML009',
  severity: 'error',
  title: 'Empty manifest',
  message: (p) => `The file holds nothing, so there is no ${p.document} to read.`,
  help: () => 'Write the manifest, or remove the file.',
  why: 'An empty file is more often a lost one than a meant one.',
});
