import { parseDocument, type Document } from 'yaml';

/** YAML 1.2, core schema, nothing resolved that a manifest may not hold. */
const options = {
  version: '1.2',
  schema: 'core',
  merge: false,
  // Its own check is quadratic; `Values` compares keys.
  uniqueKeys: false,
  strict: true,
  prettyErrors: false,
  // With `silent` a second document would pass unseen. `parseDocument` prints nothing.
  logLevel: 'error',
} as const;

/**
 * The nodes and errors of a text. Undefined where it nests so deep that the stack ends: `yaml` walks recursively.
 */
export function parseYaml(text: string): Document.Parsed | undefined {
  const limit = Error.stackTraceLimit;
  // Errors of `yaml` are data here. A stack for each of half a million of them would take seconds.
  Error.stackTraceLimit = 0;
  try {
    return parseDocument(text, options) as Document.Parsed;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  } finally {
    Error.stackTraceLimit = limit;
  }
}
