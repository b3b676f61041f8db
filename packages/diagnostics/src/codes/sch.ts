import { defineDiagnostic } from '../define.ts';

const didYouMean = (suggestion: string | undefined): string | undefined =>
  suggestion === undefined ? undefined : `Did you mean \`${suggestion}\`?`;

const listed = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');

export const unknownKey = defineDiagnostic<{ key: string; known: readonly string[]; suggestion: string | undefined }>({
  code: 'SCH001',
  severity: 'error',
  title: 'Unknown key',
  message: (p) => `There is no key \`${p.key}\` here, so it would have no effect.`,
  help: (p) => didYouMean(p.suggestion) ?? `Known keys are ${listed(p.known)}.`,
  why: 'A misspelt key that is silently ignored is the hardest mistake to find.',
});

export const missingKey = defineDiagnostic<{ key: string; example: string | undefined }>({
  code: 'SCH002',
  severity: 'error',
  title: 'Missing key',
  message: (p) => `The key \`${p.key}\` is required here.`,
  help: (p) => (p.example === undefined ? `Add \`${p.key}:\`.` : `Add it, e.g. \`${p.key}: ${p.example}\`.`),
  why: 'There is no default for it that would be right more often than wrong.',
});

export const wrongType = defineDiagnostic<{ expected: string; found: string }>({
  code: 'SCH003',
  severity: 'error',
  title: 'Wrong kind of value',
  message: (p) => `This must be ${p.expected}, but it is ${p.found}.`,
  help: (p) =>
    p.expected === 'a text' && /^(a number|true or false)$/.test(p.found)
      ? 'Put it in quotes.'
      : p.expected === 'a list' && p.found !== 'a mapping'
        ? 'Write the items as `- item`, one a line, or as `[item, item]`.'
        : undefined,
  why: 'A value of another kind would have to be guessed at.',
});

export const notOneOf = defineDiagnostic<{ value: string; allowed: readonly string[]; suggestion: string | undefined }>(
  {
    code: 'SCH004',
    severity: 'error',
    title: 'Not one of the allowed values',
    message: (p) =>
      p.allowed.length === 1
        ? `\`${p.value}\` is not allowed here; it must be ${listed(p.allowed)}.`
        : `\`${p.value}\` is not one of ${listed(p.allowed)}.`,
    help: (p) => didYouMean(p.suggestion),
    why: 'Each of these words means something of its own to the engines; another one means nothing.',
  },
);

export const wrongForm = defineDiagnostic<{ value: string; means: string; examples: readonly string[] }>({
  code: 'SCH005',
  severity: 'error',
  title: 'Value has the wrong form',
  message: (p) => `\`${p.value}\` is not ${p.means}.`,
  help: (p) => (p.examples.length === 0 ? undefined : `For example ${listed(p.examples)}.`),
  why: 'The form is what makes the value usable on every engine without being rewritten.',
});

export const outOfRange = defineDiagnostic<{ rule: string }>({
  code: 'SCH006',
  severity: 'error',
  title: 'Value out of range',
  message: (p) => `This must ${p.rule}.`,
  why: 'Outside of the range the value has no meaning, or an engine would refuse it later.',
});

export const duplicateItem = defineDiagnostic<{ item: string }>({
  code: 'SCH007',
  severity: 'error',
  title: 'Item listed twice',
  message: (p) => `\`${p.item}\` already stands in this list.`,
  help: () => 'Remove one of the two.',
  why: 'The second has no effect, so one of the two was meant to be something else.',
});

export const newerManifestForm = defineDiagnostic<{ document: string }>({
  code: 'SCH008',
  severity: 'error',
  title: "The platform's newer manifest form is not read yet",
  message: (p) =>
    `This is written in the platform's newer form (\`kind:\` and \`metadata:\` at the top); this version reads \`${p.document}:\`.`,
  help: (p) => `Write it with the key \`${p.document}:\` at the top.`,
  why: 'The two forms say partly different things. Reading one as the other would lose what it says.',
});

export const unsupportedIntent = defineDiagnostic<{ intent: string; suggestion: string | undefined }>({
  code: 'SCH009',
  severity: 'error',
  title: 'Intent is not supported',
  message: (p) => `The intent \`${p.intent}\` is not supported; supported are \`lookup\` and \`analytics\`.`,
  help: (p) => didYouMean(p.suggestion) ?? 'Remove the mode.',
  why: 'An intent needs an engine that serves it, and this version drives none for others.',
});

export const unknownColumnType = defineDiagnostic<{
  type: string;
  known: readonly string[];
  suggestion: string | undefined;
}>({
  code: 'SCH010',
  severity: 'error',
  title: 'Unknown column type',
  message: (p) => `\`${p.type}\` is not a type that columns can have.`,
  help: (p) => didYouMean(p.suggestion) ?? `Types are ${listed(p.known)}.`,
  why: 'One set of types is translated faithfully to every engine; the names that engines use differ.',
});

export const inexactNumber = defineDiagnostic<{ number: string }>({
  code: 'SCH011',
  severity: 'error',
  title: 'Number would lose digits',
  message: (p) => `\`${p.number}\` has more digits than a number of YAML can keep, or is not finite.`,
  help: () => 'Put it in quotes, and cast it where it is used.',
  why: 'The value that reaches the query would not be the value in the file.',
});

export const missingDocument = defineDiagnostic<{ document: string; need: string }>({
  code: 'SCH101',
  severity: 'error',
  title: 'Missing file',
  message: (p) => `\`${p.document}\` is missing: ${p.need}.`,
  help: (p) => `Add \`${p.document}\` in this folder.`,
  why: 'A product or a tenant is only whole with these files: none of them has a default that would be safe.',
});

export const productManifestMissing = defineDiagnostic({
  code: 'SCH102',
  severity: 'error',
  title: 'Folder without a product',
  message: () => 'This file belongs to no product: neither its folder nor one above it has a `product.yaml`.',
  help: () => 'Add a `product.yaml` beside it, or remove the folder.',
  why: 'A product is a folder that holds a `product.yaml`; everything else would be ignored without a word.',
});

export const twoTransforms = defineDiagnostic<{ other: string }>({
  code: 'SCH103',
  severity: 'error',
  title: 'Two transforms',
  message: (p) => `The product already has a transform in \`${p.other}\`.`,
  help: () => 'Remove one of the two.',
  why: 'Nobody can tell which of the two is run.',
});

export const embeddedWithEngines = defineDiagnostic<{ role: string }>({
  code: 'SCH104',
  severity: 'error',
  title: 'Embedded environment names an engine',
  message: (p) => `The environment is embedded, so all its engines are given; it cannot bind \`${p.role}\` to another.`,
  help: () => 'Remove the engine, or `embedded: true`.',
  why: 'An embedded environment needs nothing but Node; with a server in it, it would not.',
});

export const unknownDefaultEnvironment = defineDiagnostic<{ environment: string; suggestion: string | undefined }>({
  code: 'SCH105',
  severity: 'error',
  title: 'Unknown default environment',
  message: (p) => `There is no environment \`${p.environment}\` below \`environments:\`.`,
  help: (p) => didYouMean(p.suggestion) ?? 'Add it, or name another one.',
  why: 'Commands without `--env` use the default environment.',
});

export const policiesNotRead = defineDiagnostic({
  code: 'SCH201',
  severity: 'warning',
  title: 'Policies are not read yet',
  message: () => 'This version does not read `policies/`, so nothing in this folder is enforced.',
  help: () => 'Do not rely on it.',
  why: 'A policy that is believed to hold and does not is worse than none.',
});

export const fileNotRead = defineDiagnostic<{ suggestion: string | undefined }>({
  code: 'SCH202',
  severity: 'warning',
  title: 'File is not read',
  message: () => 'No manifest or query has this name at this place, so the file has no effect.',
  help: (p) => didYouMean(p.suggestion) ?? 'Rename it, move it, or remove it.',
  why: 'A misspelt file name is a promise that nobody keeps.',
});
