import { spawn } from 'node:child_process';
import { gitEnvironment } from './git-environment.ts';

/**
 * Reads many blobs with one process. Calls back once an id, in order, with bytes that are only valid during the
 * call. Rejects when git fails or does not know one of them.
 */
export async function readBlobs(
  root: string,
  ids: readonly string[],
  use: (id: string, bytes: Uint8Array) => void,
): Promise<void> {
  if (ids.length === 0) return;
  const child = spawn('git', ['cat-file', '--batch'], {
    cwd: root,
    env: gitEnvironment(),
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  // When git dies early the pipe breaks; its exit says so.
  child.stdin.on('error', () => undefined);
  child.stdin.end(ids.map((id) => `${id}\n`).join(''));
  let rest: Uint8Array = new Uint8Array(0);
  let done = 0;
  for await (const chunk of child.stdout as AsyncIterable<Uint8Array>) {
    rest = joined(rest, chunk);
    let at = 0;
    for (;;) {
      const line = rest.indexOf(10, at);
      if (line < 0) break;
      const size = sizeIn(String.fromCharCode(...rest.subarray(at, Math.min(line, at + 200))));
      if (size === undefined) throw new Error('git does not have an object that its tree names');
      const end = line + 1 + size;
      if (rest.length < end + 1) break;
      use(ids[done++] as string, rest.subarray(line + 1, end));
      at = end + 1;
    }
    rest = rest.subarray(at);
  }
  const code = await ended;
  if (code !== 0 || done !== ids.length) throw new Error(`git cat-file ended with ${code} after ${done} objects`);
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** The size in `<id> blob <size>`. */
function sizeIn(header: string): number | undefined {
  const match = /^[0-9a-f]+ blob (\d+)$/.exec(header);
  return match === null ? undefined : Number(match[1]);
}
