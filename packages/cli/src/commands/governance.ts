import { chosenAction, type Action } from '../actions.ts';
import type { Command } from '../command.ts';
import { readLockTimeout } from '../plan-arguments.ts';
import { lockTimeoutFlag } from '../plan-flags.ts';
import { answer } from '../with-operations.ts';

const ofProduct = { operand: 'one', about: 'the name of a product', flags: ['lock-timeout'] } as const;
const actions = [
  { name: 'sla', ...ofProduct },
  { name: 'quality', ...ofProduct },
  { name: 'access', ...ofProduct },
  { name: 'report', flags: [], operand: 'none' },
] as const satisfies readonly Action[];

/** `akili governance`. */
export const governance: Command = {
  name: 'governance',
  summary: 'show what products promise, and how the live data keeps it',
  description:
    "Asks the live engines with the tenant's own rights and changes nothing. `sla` shows the freshness that is promised, what\nthe data shows, the margin and the last runs; `quality` runs each check on the live data; `access` lists who may reach\nthe data, through which grant, declared or not; `report` lists what the manifests of all products say. `sla` and `quality`\nexit 4 when a promise or a critical check does not hold; `access` exits 8 for access that nobody declared, 2 for declared\naccess that is missing.",
  operands: [
    { name: '<action>', about: 'what to show', choices: actions.map(({ name }) => name) },
    { name: '[product]', about: 'its name; for sla, quality and access' },
  ],
  flags: [lockTimeoutFlag],
  examples: [
    ['akili governance sla daily_revenue --profile acme', 'freshness promised and measured'],
    ['akili governance quality weekly_transaction_summary --profile globex', 'every check on the live data'],
    ['akili governance access daily_revenue --tenant acme-corp', 'who can read it'],
    ['akili governance report --tenant acme-corp --format markdown', 'all products of a tenant'],
  ],
  async run(given, options, host) {
    const { action, operand } = chosenAction('governance', actions, given);
    const { sla, quality, access, governanceReport } = await import('@akili/operations/governance');
    if (action.name === 'report') return await answer(options, host, governanceReport);
    const ask = { sla, quality, access }[action.name];
    const lockTimeoutMs = readLockTimeout(given);
    return await answer(options, host, (world, selection) => ask(world, selection, operand, { lockTimeoutMs }));
  },
};
