import type { Json } from '@akili/model';
import { readAddress, type OwnershipMark, type Step } from '@akili/resource';
import type { AnalyticsSession } from './analytics-session.ts';

/** What a step asks for. `statements` are run in one transaction, exactly as the plan shows them. */
export type Request =
  | { readonly op: 'createCatalog'; readonly mark: OwnershipMark }
  | { readonly op: 'dropCatalog' }
  | { readonly op: 'statements'; readonly statements: readonly string[] };

/** A request as a step carries it. */
export function statements(list: readonly string[]): Json {
  return { op: 'statements', statements: list };
}

/** Carries out a step of any kind of this driver. */
export async function runRequest(session: AnalyticsSession, step: Step, signal: AbortSignal): Promise<void> {
  // The jail would hold anyway; a step in another tenant's session is a mistake of the caller.
  if (readAddress(step.address)?.tenant !== session.tenant.slug) throw new Error(`${step.id} is not this session's`);
  const request = step.request as unknown as Request;
  signal.throwIfAborted();
  switch (request.op) {
    case 'createCatalog':
      return session.createCatalog(request.mark, signal);
    case 'dropCatalog':
      return session.dropCatalog(signal);
    case 'statements':
      return (await session.database()).transaction(request.statements, signal);
    default:
      throw new Error(`${step.id} asks for something this driver does not know`);
  }
}
