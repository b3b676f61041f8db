import { readFileSync } from 'node:fs';

/** The page of a code, with its bad and its fixed example: beside the bundle, or in `docs` when run from source. */
export function codePage(code: string): string | undefined {
  for (const folder of ['./diagnostics/', '../diagnostics/', '../../../docs/diagnostics/']) {
    try {
      const page = readFileSync(new URL(`${folder}${code}.md`, import.meta.url), 'utf8');
      // The note for whoever edits the generated file.
      return page.replace(/^<!--[^]*?-->\s*/, '');
    } catch {
      // Not there: look in the next place.
    }
  }
  return undefined;
}
