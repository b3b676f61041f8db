import { fingerprintOf, worstRisk } from '@akili/resource';
import type { Address, Step } from '@akili/resource';
import type { Change } from './document.ts';
import type { OrderedDraft } from './order.ts';

/** Gives steps their ids and edges: a change's first step waits for the last step of everything before it. */
export function buildChanges(ordered: readonly OrderedDraft[], basis: 'live' | 'offline'): readonly Change[] {
  const last = new Map<Address, string>();
  return ordered.map(({ draft, after }) => {
    const { address, difference, observed, product, origin } = draft;
    const { op, reason, before } = difference;
    if (difference.steps.length === 0) throw new Error(`${address} differs, but its type plans no step`);
    let waitsFor: readonly string[] = after.flatMap((needed) => last.get(needed) ?? []);
    const steps = difference.steps.map(({ summary, risk, credential, request }, index): Step => {
      const step = { id: `${address}#${index + 1}`, address, op, summary, risk, credential, request, after: waitsFor };
      waitsFor = [step.id];
      return step;
    });
    last.set(address, (steps.at(-1) as Step).id);
    return {
      address,
      tenant: draft.tenant.slug,
      ...(product === undefined ? {} : { product }),
      ...{ op, reason, risk: worstRisk(steps.map(({ risk }) => risk)) },
      ...(origin === undefined ? {} : { origin }),
      ...{ before, after: difference.after, fingerprint: fingerprintOf(observed), steps },
      ...(basis === 'offline' ? { basis } : {}),
    };
  });
}
