import { planDigest, type Change, type Plan } from '@akili/plan';

/** A plan, or one stage's view of it, as a document of its own that `readPlan` accepts: steps numbered anew, own digest. */
export function partPlan(plan: Plan, withheld: boolean): Plan {
  const changes = plan.changes.map((change) => numbered(withheld ? withoutLive(change) : change));
  const { diagnostics, isolation } = plan;
  const content: Plan = {
    ...plan,
    changes,
    // Findings without a file tell of engines.
    diagnostics: withheld ? diagnostics.filter(({ file }) => file !== undefined) : diagnostics,
    isolation: withheld
      ? { ...isolation, statements: isolation.statements.map((one) => ({ ...one, evidence: '' })) }
      : isolation,
    credentials: withheld ? [] : plan.credentials,
    signature: null,
  };
  return { ...content, digest: planDigest(content) };
}

function numbered(change: Change): Change {
  const steps = change.steps.map((step, i) => ({ ...step, id: `${change.address}#${i + 1}`, after: [] }));
  return { ...change, steps };
}

function withoutLive(change: Change): Change {
  return {
    ...change,
    ...{ before: null, after: null, reason: '', fingerprint: 'absent' },
    steps: change.steps.map((step) => ({ ...step, summary: '', request: null })),
  };
}
