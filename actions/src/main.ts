import { nodeHost } from './node-host.ts';
import { runAction } from './run-action.ts';

/** What the launchers call: runs an action on Node and ends the process with its exit code. */
export async function start(name: string): Promise<void> {
  const code = await runAction(name, nodeHost());
  // Engines that are closed may still keep threads that nobody has to wait for.
  // eslint-disable-next-line no-restricted-properties -- the one place, after the action has ended
  process.exit(code);
}
