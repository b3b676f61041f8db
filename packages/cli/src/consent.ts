import type { GlobalOptions } from './arguments.ts';
import type { Host } from './host.ts';
import { UsageError } from './usage-error.ts';

/** Asks on a terminal; elsewhere there is nobody to ask, and `--yes` (or a saved plan) has to say it. */
export async function consent(question: string, instead: string, options: GlobalOptions, host: Host): Promise<boolean> {
  if (!options.input || !host.canAsk) throw new UsageError(`Nobody can be asked here. ${instead}`);
  const said = await host.ask(`${question} Only \`yes\` is taken for consent: `);
  return said?.trim() === 'yes';
}
