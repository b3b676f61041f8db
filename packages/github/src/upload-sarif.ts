import { gzipSync } from 'node:zlib';
import type { Github } from './open-github.ts';

/** GitHub takes 10 MB of a gzipped log. */
const largest = 10 * 1024 * 1024;

/** Uploads a SARIF log for code scanning. False where it is too large; throws where GitHub refuses it. */
export async function uploadSarif(
  github: Github,
  log: { readonly commit: string; readonly ref: string; readonly sarif: string },
): Promise<boolean> {
  const packed = gzipSync(log.sarif);
  if (packed.length > largest) return false;
  const { owner, repo } = github.repository;
  await github.rest.codeScanning.uploadSarif({
    owner,
    repo,
    commit_sha: log.commit,
    ref: log.ref,
    sarif: packed.toString('base64'),
  });
  return true;
}
