import { setFlagsFromString } from 'node:v8';
import { main } from './main.ts';
import { nodeHost } from './node-host.ts';

/** What `bin/akili.js` calls: runs the command line on Node and ends the process with its exit code. */
export async function start(version: string): Promise<void> {
  // Ten thousand products are much garbage and little heap: V8 would let it pile up to twice what is needed.
  setFlagsFromString('--heap-growing-percent=30');
  const code = await main(process.argv.slice(2), nodeHost(version));
  // Everything is written by now; engines that are closed may still keep threads that nobody has to wait for.
  // eslint-disable-next-line no-restricted-properties -- the one place, after main has returned
  process.exit(code);
}
