import { canonicalJson, type Json } from '@akili/model';
import { readAddress, specDigest, type Difference, type Observed, type Op, type Resource } from '@akili/resource';
import type { CredentialScope, Risk, Step, StepDraft } from '@akili/resource';
import { runCatalog, type CatalogRequest } from './run-catalog.ts';
import { runGrants, type GrantsRequest } from './run-grants.ts';
import { runOutsiders, type OutsidersRequest } from './run-outsiders.ts';
import { runRebuild, type RebuildRequest } from './run-rebuild.ts';
import { runRefresh, type RefreshRequest } from './run-refresh.ts';
import { runReplaceTable, type ReplaceTableRequest } from './run-replace-table.ts';
import { runResourceGroup, type ResourceGroupRequest } from './run-resource-group.ts';
import type { StarRocksSession } from './session.ts';
import type { Statement } from './statement.ts';

/** What a step asks for. `statements` are run one after the other; DDL commits by itself. */
export type Request =
  | { readonly op: 'statements'; readonly statements: readonly Statement[] }
  | GrantsRequest
  | OutsidersRequest
  | CatalogRequest
  | ReplaceTableRequest
  | RebuildRequest
  | RefreshRequest
  | ResourceGroupRequest;

/**
 * Carries out a step of any kind of this driver. StarRocks has no transactions of DDL, so an abort counts before a step
 * begins, never in its middle.
 */
export async function runRequest(session: StarRocksSession, step: Step, signal: AbortSignal): Promise<void> {
  if (readAddress(step.address)?.tenant !== session.tenant.slug) throw new Error(`${step.id} is not this session's`);
  const request = step.request as unknown as Request;
  await session.alone(async () => {
    signal.throwIfAborted();
    switch (request.op) {
      case 'statements':
        for (const statement of request.statements) await session.run(statement);
        return;
      case 'grants':
        return await runGrants(session, request);
      case 'outsiders':
        return await runOutsiders(session, request);
      case 'catalog':
        return await runCatalog(session, request);
      case 'replaceTable':
        return await runReplaceTable(session, request);
      case 'rebuild':
        return await runRebuild(session, request);
      case 'refresh':
        return await runRefresh(session, request);
      case 'resourceGroup':
        return await runResourceGroup(session, request);
      default:
        throw new Error(`${step.id} asks for something this driver does not know`);
    }
  });
}

/** One step of a difference. */
export function draft(summary: string, risk: Risk, credential: CredentialScope, request: Request): StepDraft {
  return { summary, risk, credential, request: request as unknown as Json };
}

export function statements(...list: readonly Statement[]): Request {
  return { op: 'statements', statements: list };
}

/** Nothing is done on the engine: the state learns what was applied. */
export function renewal(desired: Resource, observed: Observed, after: Json, credential: CredentialScope): Difference {
  return difference('update', 'the record is of an older declaration', observed, after, [
    draft(`renew the record of ${desired.name}`, 'safe', credential, statements()),
  ]);
}

/** A difference, with nothing before where nothing was observed. */
export function difference(
  op: Op,
  reason: string,
  observed: Observed | undefined,
  after: Json,
  steps: readonly StepDraft[],
): Difference {
  return { op, reason, before: observed?.value ?? null, after, steps };
}

export function removal(observed: Observed, steps: readonly StepDraft[]): Difference {
  return { op: 'delete', reason: 'no longer declared', before: observed.value, after: null, steps };
}

export function same(a: Json, b: Json): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

/** True when the state records exactly this declaration. */
export function isRecorded(desired: Resource, observed: Observed): boolean {
  return observed.mark?.digest === specDigest(desired);
}
