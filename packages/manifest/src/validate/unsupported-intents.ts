import { didYouMean, unsupportedIntent, type Finding, type Subject } from '@akili/diagnostics';

/** The intents that an engine of this version serves. */
export const supportedIntents: readonly string[] = ['lookup', 'analytics'];

/** A mode that is refused, and where it stands. */
export interface RefusedMode {
  /** JSON pointer to the mode. */
  readonly pointer: string;
  readonly finding: Finding;
}

/**
 * The serving modes whose intent is one of the platform (or of nobody) that is not supported. Their settings have
 * another schema, so nothing else is said of them.
 */
export function unsupportedIntents(file: string, value: unknown, subject: Subject): readonly RefusedMode[] {
  const modes = (value as { serving?: { modes?: unknown } | null } | null)?.serving?.modes;
  if (!Array.isArray(modes)) return [];
  return modes.flatMap((mode: { intent?: unknown } | null, index) => {
    const intent = mode?.intent;
    if (typeof intent !== 'string' || intent === '' || supportedIntents.includes(intent)) return [];
    const place = { file, path: ['serving', 'modes', index, 'intent'] };
    const suggestion = didYouMean(intent, supportedIntents);
    return [
      { pointer: `/serving/modes/${index}`, finding: unsupportedIntent.at(place, { intent, suggestion }, subject) },
    ];
  });
}
