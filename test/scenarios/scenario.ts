import type { DiagnosticDefinition } from '@akili/diagnostics';

/**
 * An example in words, for a diagnostic that no repository of text files can bring about: it takes an engine, a plan,
 * a secret or a file system. What is said is made by the definition itself.
 */
export interface Scenario {
  readonly code: string;
  /** What happened, as a sentence. */
  readonly situation: string;
  /** What the tool says, with its help. */
  readonly said: string;
  /** What was done instead, as a sentence. */
  readonly fixed: string;
}

/** A scenario of one diagnostic. */
export function scenario<P>(
  definition: DiagnosticDefinition<P>,
  params: P,
  situation: string,
  fixed: string,
): Scenario {
  const { code, severity } = definition;
  const help = definition.help?.(params);
  const said = [`${severity} ${code}`, definition.message(params), ...(help === undefined ? [] : [`help: ${help}`])];
  return { code, situation, said: said.join('\n'), fixed };
}
