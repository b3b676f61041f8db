import { canonicalJson, tenantPrefix, type Json } from '@akili/model';
import { EngineError, platformSlug, type OwnershipMark, type ResourceType } from '@akili/resource';
import { mergePolicy, readPolicy, type StatementsByPart } from './bucket-policy.ts';
import { differenceOf, type Wording } from './difference-of.ts';
import { letsMore } from './lets-more.ts';
import { unstoppable, type S3Session } from './s3-session.ts';
import { inOrder, readSid, type Statement } from './statement.ts';

/**
 * An owner's statements in the one policy of the bucket: of a tenant what its principal may do, of the platform what
 * nobody may do.
 */
export type AccessSpec = {
  readonly bucket: string;
  readonly statements: StatementsByPart;
  /** Why the policy cannot take it; then nothing is written. */
  readonly refused?: string;
};

/** What the inventory reports of an owner's statements. */
export function accessValue(statements: readonly Statement[]): { readonly statements: readonly Statement[] } {
  return { statements: inOrder(statements) };
}

const wording: Wording<AccessSpec> = {
  noun: 'access to',
  credential: 'platform',
  expect: ({ spec }) => accessValue(Object.values(spec.statements)),
  request: ({ spec }) => ({ bucket: spec.bucket, statements: spec.statements }),
  removal: { risk: 'security', request: () => ({ op: 'remove' }) },
  createRisk: 'security',
  judge(before, after) {
    const foreign = letsMore(statementsOf(before), statementsOf(after));
    const reason = foreign ? 'the policy lets more than is declared' : 'the policy lets less than is declared';
    return { reason, risk: 'security', foreign };
  },
};

export const access: ResourceType<AccessSpec, S3Session> = {
  kind: 'objects.access',
  // After the principal and the bucket, before the first object.
  rank: 22,
  expect: wording.expect,
  diff(desired, observed) {
    const difference = differenceOf(wording, desired, observed);
    const refused = desired?.spec.refused;
    if (refused === undefined || difference === undefined) return difference;
    if (canonicalJson(difference.before) === canonicalJson(difference.after)) return undefined;
    return { ...difference, reason: refused, steps: [] };
  },
  async run(session, step, signal) {
    const request = step.request as unknown as Request;
    const { id } = session.tenant;
    if (request.op === 'write') {
      if (request.mark.tenantId !== id) throw new Error(`${step.id} is not this session's`);
      assertWithin(session, request.statements);
    }
    const mark = request.op === 'write' ? request.mark : { tenantId: id, digest: '' };
    await writeStatements(session, mark, request.op === 'write' ? request.statements : {}, unstoppable(signal));
  },
};

type Request =
  | { readonly op: 'write'; readonly mark: OwnershipMark; readonly statements: StatementsByPart }
  | { readonly op: 'remove' };

/** How often a policy is written again that another process wrote at the same time. */
const attempts = 5;

/**
 * Reads, merges, writes and reads again: no store writes a policy only if it has not moved. The lock of the bucket's
 * documents keeps other applies away; whoever writes past it is noticed by the second look.
 */
async function writeStatements(
  session: S3Session,
  mark: OwnershipMark,
  statements: StatementsByPart,
  signal: AbortSignal,
): Promise<void> {
  await session.alone(signal, async () => {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const live = await session.store.policy(signal);
      const wanted = mergePolicy(live, mark, statements);
      if (wanted === live) return;
      await session.store.putPolicy(wanted, signal);
      const left = readPolicy(await session.store.policy(signal)).filter(
        (one) => readSid(one.sid)?.tenantId === mark.tenantId,
      );
      const now = accessValue(left.map(({ statement }) => statement));
      if (canonicalJson(now) === canonicalJson(accessValue(Object.values(statements)))) return;
    }
    throw new EngineError('Somebody else writes the bucket policy at the same time.', { retryable: true });
  });
}

/** What a plan file says is looked at again: a tenant's statements reach no further than its own prefixes. */
function assertWithin({ tenant, settings, environment }: S3Session, statements: StatementsByPart): void {
  if (tenant.slug === platformSlug) return;
  const bucket = `arn:aws:s3:::${settings.bucket}`;
  const own = ownPrefixes(environment, tenant.slug, tenant.id).map((prefix) => `${prefix}*`);
  for (const { Effect, Action, Resource, Condition } of Object.values(statements)) {
    const resources = Array.isArray(Resource) ? (Resource as readonly Json[]) : [];
    const isState =
      canonicalJson(resources as Json) ===
      canonicalJson([...sharedStates(environment).map((one) => `${bucket}/${one}`)]);
    if (Effect === 'Allow' && isState && canonicalJson(Action as Json) === canonicalJson(['s3:GetObject'])) continue;
    const isList = canonicalJson(resources as Json) === canonicalJson([bucket]);
    const prefixes = (Condition as { StringLike?: { 's3:prefix'?: readonly string[] } } | undefined)?.StringLike?.[
      's3:prefix'
    ];
    const fits = isList
      ? prefixes !== undefined && prefixes.length > 0 && prefixes.every((prefix) => own.includes(prefix))
      : resources.length > 0 && resources.every((one) => own.some((prefix) => one === `${bucket}/${prefix}`));
    if (Effect !== 'Allow' || !fits) throw new Error(`the statements of ${tenant.slug} reach beyond its prefixes`);
  }
}

/** Where the state of every environment lies that is kept in the bucket. */
export const stateFolder = 'akili-state/';

/** Where a tenant's objects lie: its data, and its state where the state lies in the bucket. */
export function ownPrefixes(environment: string, slug: string, id: string): readonly string[] {
  return [tenantPrefix(id), `${stateFolder}${environment}/${slug}/`];
}

/** The platform's state and journal: every tenant's login reads them, and nothing else beyond its own prefixes. */
export function sharedStates(environment: string): readonly string[] {
  const place = `${stateFolder}${environment}/${platformSlug}/`;
  return [`${place}journal.ndjson`, `${place}journal/*`, `${place}state.json`];
}

function statementsOf(value: Json): readonly Statement[] {
  return (value as { readonly statements?: readonly Statement[] }).statements ?? [];
}
