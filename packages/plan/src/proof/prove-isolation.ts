import type { Diagnostic } from '@akili/diagnostics';
import type { IsolationProof } from '../document.ts';
import { addressesInTenant } from './addresses-in-tenant.ts';
import { credentialsOwn } from './credentials-own.ts';
import { marksOwn } from './marks-own.ts';
import { namesInjective } from './names-injective.ts';
import type { ProofInput } from './proof-input.ts';
import { idsStable } from './ids-stable.ts';
import { placesApart } from './places-apart.ts';
import { rolesBounded } from './roles-bounded.ts';
import { rowsWalled } from './rows-walled.ts';
import { requestsNameOnlyOwn } from './requests-name-only-own.ts';

/** What this version does not prove. Shown with every plan, so that nobody takes the proof for more than it is. */
export const notProved: readonly string[] = [
  'Grants, policies and access rules that exist on the engines are not probed: `akili isolation verify` tries them, with the login of each tenant.',
  'What somebody does on an engine by hand after the plan was made is seen by the next plan or drift, not by this proof.',
  'Objects and events of an embedded environment are directories without principals: whoever may read the files may read them all.',
  'Words that do not have the form of a name on an engine are not looked at: a description may mention anybody.',
  'Who made a plan is not part of it: a saved plan shows that by its signature, where akili.yaml names signers.',
];

/** The proof of a plan: statement by statement, tenant by tenant. It holds when every statement holds. */
export function proveIsolation(input: ProofInput, refused: readonly Diagnostic[]): IsolationProof {
  const parts = [
    addressesInTenant(input),
    namesInjective(input),
    requestsNameOnlyOwn(input),
    credentialsOwn(input),
    marksOwn(input, refused),
    idsStable(input, refused),
    rowsWalled(input),
    rolesBounded(input),
    placesApart(input),
  ];
  const statements = parts
    .flatMap((part) => part.statements)
    .toSorted((a, b) => compare(a.tenant, b.tenant) || compare(a.id, b.id));
  const violations = [...refused, ...parts.flatMap((part) => part.violations)];
  const holds = violations.length === 0 && statements.every((statement) => statement.holds);
  return { holds, statements, notProved, violations };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
