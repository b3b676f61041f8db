import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Snapshot } from '@akili/model';

/** A folder with these files that is removed when the test ends. */
export function folderWith(files: { readonly [path: string]: string | Uint8Array }): string {
  const root = mkdtempSync(join(tmpdir(), 'akili-repo-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** What a snapshot says: `CODE path`. */
export function said(snapshot: Snapshot): readonly string[] {
  return snapshot.findings.map((finding) => `${finding.code} ${finding.place?.file ?? '-'}`);
}

/** The paths of a snapshot's files. */
export function pathsOf(snapshot: Snapshot): readonly string[] {
  return snapshot.files.map((file) => file.path);
}
