import { defineDiagnostic } from '../define.ts';

// What keeps a command from reaching an environment's engines.

/** Exit code 1. */
export const driverNotAvailable = defineDiagnostic<{ environment: string; role: string; driver: string }>({
  code: 'PLN180',
  severity: 'error',
  title: 'Engine cannot be reached by this version',
  message: (p) =>
    `Environment \`${p.environment}\` has \`${p.driver}\` for ${p.role}, and this version of akili cannot connect to that yet.`,
  help: () =>
    'Use an embedded environment (`embedded: true`), or compile for this one: `akili compile`, `akili plan --offline --base REF`.',
  why: 'An engine that was skipped would make a plan look whole that is not, so nothing is planned at all.',
});

/** Exit code 1. */
export const engineUnreachable = defineDiagnostic<{
  environment: string;
  role: string;
  driver: string;
  problem: string;
}>({
  code: 'PLN181',
  severity: 'error',
  title: 'Engine cannot be reached',
  message: (p) =>
    `The ${p.role} engine (\`${p.driver}\`) of environment \`${p.environment}\` cannot be reached: ${p.problem}`,
  help: () => 'Check its settings in akili.yaml, the credential, and the network from here.',
  why: 'A plan that does not know what an engine has would be a guess.',
});

/** Exit code 1. */
export const stateStoreNotAvailable = defineDiagnostic<{ environment: string; store: string }>({
  code: 'PLN182',
  severity: 'error',
  title: 'State store has no engine to lie on',
  message: (p) =>
    `Environment \`${p.environment}\` keeps its state in \`${p.store}\`, and none of its engines is such a server.`,
  help: () =>
    'The state lies on the lookup engine (`postgres`) or in the bucket of the objects engine (`s3`): bind that engine, or use `state: { store: directory }`.',
  why: 'Without the record of what was applied, ownership and order of deletions would be guessed.',
});

/** Exit code 1. */
export const tenantNeverSeen = defineDiagnostic<{ tenant: string }>({
  code: 'PLN183',
  severity: 'error',
  title: 'Nothing is known of this tenant',
  message: (p) => `There is no tenant \`${p.tenant}\` in the repository, and nothing of it was ever applied here.`,
  help: () => 'Check the spelling of `--tenant`.',
  why: 'A command that removes things must not take a misspelt name for a tenant that has nothing.',
});

export const leftOutOffline = defineDiagnostic<{ role: string; driver: string }>({
  code: 'PLN280',
  severity: 'warning',
  title: 'Engine is not part of this plan',
  message: (p) =>
    `This version of akili cannot plan for \`${p.driver}\` yet, so the ${p.role} engine is not in this plan.`,
  help: () => 'Read the plan as one of the other engines only.',
  why: 'A plan that leaves something out has to say so, or it is taken for the whole.',
});

/** Exit code 5. */
export const planSignatureRefused = defineDiagnostic<{ environment: string; problem: string }>({
  code: 'PLN184',
  severity: 'error',
  title: 'Plan is not vouched for',
  message: (p) => `The plan may not be applied to environment \`${p.environment}\`: ${p.problem}.`,
  help: () =>
    'Make the plan where the signing key is: `akili plan --out FILE --sign-key KEY.pem`, with a key whose public half stands in akili.yaml at `plans.signed_by`.',
  why: 'A saved plan comes from outside of the repository; its digest says that it is whole, and only a signature says who made it.',
});

/** Exit code 1. */
export const signingKeyUnusable = defineDiagnostic<{ problem: string }>({
  code: 'PLN185',
  severity: 'error',
  title: 'Signing key cannot be used',
  message: (p) => `The plan cannot be signed with this key: ${p.problem}.`,
  help: () =>
    'Make one with `openssl genpkey -algorithm ed25519 -out plan-key.pem`, and keep it out of the repository.',
  why: 'Plans are signed with Ed25519 and nothing else, so that there is nothing to choose wrongly.',
});
