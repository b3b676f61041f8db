import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Diagnostic } from '@akili/diagnostics';
import { attempt, uploadSarif } from '@akili/github';
import { plainPalette, render } from '@akili/report';
import type { Action } from '../action.ts';
import { version } from '../version.ts';
import type { Compared } from './compared-with.ts';

/** Writes the findings as a SARIF log where `sarif-file` says so, and uploads it where `upload-sarif` does. */
export async function keepSarif(
  action: Action,
  { headSha }: Compared,
  diagnostics: readonly Diagnostic[],
): Promise<void> {
  const [file, upload] = [action.input('sarif-file'), action.flag('upload-sarif')];
  if (file === '' && !upload) return;
  const document = {
    kind: 'validation' as const,
    diagnostics,
    summary: { errors: 0, warnings: 0, tenants: 0, products: 0 },
  };
  const sarif = [...render(document, 'sarif', { palette: plainPalette, sourceOf: () => undefined, version })].join('');
  if (file !== '') {
    const path = resolve(action.world.root, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, sarif);
    action.output('sarif-file', path);
  }
  if (!upload) return;
  const github = await action.github();
  const { event } = action;
  const [commit, ref] =
    event.pull === undefined ? [headSha, event.ref] : [headSha, `refs/pull/${event.pull.number}/head`];
  const done = await attempt(github, 'uploading the SARIF log', () => uploadSarif(github, { commit, ref, sarif }));
  if (done === false) action.command('warning', 'The SARIF log is larger than GitHub takes.');
}
