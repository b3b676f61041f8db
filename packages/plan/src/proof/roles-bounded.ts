import { located, roleUnbounded } from '@akili/diagnostics';
import type { Json } from '@akili/model';
import { platformSlug } from '@akili/resource';
import type { Resource } from '@akili/resource';
import { expectedOf, itemsOf, walkObjects } from './own-values.ts';
import { coveredTenants, type ProofInput, type ProofPart } from './proof-input.ts';

/** Attributes of roles that walls do not hold back. */
const unbounded = /^(?:SUPERUSER|BYPASSRLS|REPLICATION|CREATEROLE|CREATEDB)$/i;
/** Members of what drivers write that say who is let in. */
const letsIn: ReadonlySet<string> = new Set([
  'to',
  'grantee',
  'principal',
  'principals',
  'Principal',
  'AWS',
  'user',
  'users',
]);
const everybody = /^(?:\*|User:\*|PUBLIC|allUsers|AllUsers|.*:root|.*global\/AllUsers)$/i;

/** No role of a tenant has an attribute that goes past the walls, and nothing is given to everybody. */
export function rolesBounded(input: ProofInput): ProofPart {
  const parts = coveredTenants(input)
    .filter(({ identity }) => identity.slug !== platformSlug)
    .map(({ identity: { slug }, desired }) => {
      const wrong = desired.flatMap((resource) => {
        const problem = problemOf(resource.spec) ?? problemOf(expectedOf(input, resource) ?? null);
        return problem === undefined ? [] : [{ resource, problem }];
      });
      const evidence =
        wrong.length === 0
          ? `resources: ${desired.length}, none with a right past the walls or given to everybody`
          : `resources with a right past the walls or given to everybody: ${wrong.length}`;
      return {
        statement: { id: 'roles-bounded', tenant: slug, holds: wrong.length === 0, evidence },
        violations: wrong.map(({ resource, problem }) => violation(resource, problem)),
      };
    });
  return {
    statements: parts.map(({ statement }) => statement),
    violations: parts.flatMap(({ violations }) => violations),
  };
}

function violation({ tenant, address, product, origin }: Resource, problem: string) {
  const subject = { tenant: tenant.slug, product };
  return located(roleUnbounded.at(undefined, { tenant: tenant.slug, address, problem }, subject), origin);
}

function problemOf(value: Json): string | undefined {
  let problem: string | undefined;
  walkObjects(value, (members) => {
    // A statement that denies everybody lets nobody in.
    if (members['Effect'] === 'Deny' || members['effect'] === 'deny') return;
    for (const attribute of itemsOf(members['attributes']))
      if (typeof attribute === 'string' && unbounded.test(attribute)) problem ??= `has ${attribute.toUpperCase()}`;
    for (const [key, who] of Object.entries(members))
      if (letsIn.has(key) && (Array.isArray(who) ? (who as readonly Json[]) : [who]).some(isEverybody))
        problem ??= 'is given to everybody';
  });
  return problem;
}

function isEverybody(who: Json): boolean {
  return typeof who === 'string' && everybody.test(who);
}
