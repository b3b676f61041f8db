import { run } from '@akili/operations/run';
import { everything, hostOf, noSelection } from './local-repository.ts';

// A process of the fault-injection test, never imported: runs one product and dies by SIGKILL, so many milliseconds
// after a phase was entered. Nothing of it gets a chance to clean up.
const [root = '', phase = '', delay = '0'] = process.argv.slice(2);
const die = (): void => void process.kill(process.pid, 'SIGKILL');
const host = hostOf(root, (progress) => {
  if (!progress.phase.includes(phase)) return;
  if (delay === '0') die();
  else setTimeout(die, Number(delay));
});
await run(host, noSelection, { ...everything, select: ['weekly_transaction_summary'] });
process.stdout.write('survived\n');
