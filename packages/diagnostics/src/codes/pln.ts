import { defineDiagnostic } from '../define.ts';

/** Exit code 5: the file is no plan document that this version reads. */
export const unreadablePlan = defineDiagnostic<{ at: string; problem: string }>({
  code: 'PLN001',
  severity: 'error',
  title: 'Plan file cannot be read',
  message: (p) => `The plan file is not a plan document: ${p.problem}${p.at === '' ? '' : ` at \`${p.at}\``}.`,
  help: () => 'Make the plan again with `akili plan --out FILE`.',
  why: 'A plan file comes from outside, so every member of it is checked before anything is done with it.',
});

/** Exit code 5. */
export const unknownPlanVersion = defineDiagnostic<{ version: string }>({
  code: 'PLN002',
  severity: 'error',
  title: 'Plan file has another format version',
  message: (p) => `The plan file has format version ${p.version}, and this version of akili reads version 1.`,
  help: () => 'Make and apply the plan with the same version of akili.',
  why: 'A document of another version may mean something else by the same words, so it is not guessed at.',
});

/** Exit code 5. */
export const planDigestMismatch = defineDiagnostic({
  code: 'PLN003',
  severity: 'error',
  title: 'Plan file was changed after it was made',
  message: () => 'The digest in the plan file is not the digest of its content, so the file was edited or cut.',
  help: () => 'Make the plan again with `akili plan --out FILE`; plans are not meant to be edited.',
  why: 'What was reviewed must be what is carried out.',
});

/** Exit code 4. */
export const unmarkedThing = defineDiagnostic<{ address: string }>({
  code: 'PLN101',
  severity: 'error',
  title: 'Something that is not ours is already there',
  message: (p) =>
    `\`${p.address}\` shall be created, but the engine already has it and it carries no ownership mark, so akili did not make it and does not touch it.`,
  help: () =>
    'Rename the product, or remove the thing by hand if nobody needs it. Taking it over will be `akili adopt`, which this version does not have yet.',
  why: 'Changing a thing that somebody else made could destroy data that nobody declared.',
});

/** Exit code 4. */
export const noStepLeadsThere = defineDiagnostic<{ address: string; reason: string }>({
  code: 'PLN109',
  severity: 'error',
  title: 'No step leads from what is there to what is declared',
  message: (p) => `\`${p.address}\` cannot be made what is declared: ${p.reason}.`,
  help: () => 'Find out who put it there, move it out of the way by hand, and plan again.',
  why: 'akili never turns a thing into one of another kind by guessing what its data is worth.',
});

/** Exit code 5. */
export const planInputsMoved = defineDiagnostic<{ tenant: string }>({
  code: 'PLN102',
  severity: 'error',
  title: 'Repository changed since the plan was made',
  message: (p) => `The manifests that the plan of \`${p.tenant}\` was made from have changed since.`,
  help: () => 'Plan again, review, and apply the new plan.',
  why: 'A plan is bound to its inputs: what was reviewed is what is carried out, or nothing is.',
});

/** Exit code 5. */
export const planStateMoved = defineDiagnostic<{ tenant: string; planned: number; now: number }>({
  code: 'PLN103',
  severity: 'error',
  title: 'Somebody applied since the plan was made',
  message: (p) =>
    `The plan of \`${p.tenant}\` rests on state serial ${p.planned}, and the state is at serial ${p.now}: another apply ran in between.`,
  help: () => 'Plan again, review, and apply the new plan.',
  why: 'Two plans that were made from the same state would undo each other.',
});

/** Exit code 5. */
export const planLiveMoved = defineDiagnostic<{ address: string; how: string }>({
  code: 'PLN104',
  severity: 'error',
  title: 'Live engine changed since the plan was made',
  message: (p) => `\`${p.address}\` is not any more as the plan found it: ${p.how}.`,
  help: () => 'Plan again, review, and apply the new plan.',
  why: 'A step that was planned for one situation may do harm in another.',
});

/** Exit code 5. */
export const planOfAnotherEnvironment = defineDiagnostic<{ planned: string; now: string }>({
  code: 'PLN105',
  severity: 'error',
  title: 'Plan belongs to another environment',
  message: (p) => `The plan was made for environment \`${p.planned}\`, and this is \`${p.now}\`.`,
  help: (p) => `Apply it with \`--env ${p.planned}\`, or plan again for \`${p.now}\`.`,
  why: 'The same addresses exist in every environment, so a plan must not be carried to another one.',
});

/** Exit code 5; only with `--strict-commit`. */
export const planOfAnotherCommit = defineDiagnostic<{ planned: string; now: string }>({
  code: 'PLN106',
  severity: 'error',
  title: 'Plan was made from another commit',
  message: (p) => `The plan was made from commit ${p.planned}, and the working tree is at ${p.now}.`,
  help: () => 'Check that commit out, plan again, or leave `--strict-commit` out: the inputs are compared anyway.',
  why: 'With `--strict-commit` a plan is bound to the commit, not only to the files that it was made from.',
});

/** Exit code 4. */
export const offlinePlan = defineDiagnostic({
  code: 'PLN107',
  severity: 'error',
  title: 'Plan was made without the engines',
  message: () => 'The plan was made with `--offline`, so it rests on a commit and not on what the engines have.',
  help: () => 'Make a plan without `--offline` where the engines can be reached, and apply that.',
  why: 'A plan that never looked at the engines cannot know what its steps would meet.',
});

/** Exit code 4. */
export const refusedPlan = defineDiagnostic<{ codes: string }>({
  code: 'PLN108',
  severity: 'error',
  title: 'Plan carries errors',
  message: (p) => `The plan was refused when it was made (${p.codes}), so it is not applied.`,
  help: () => 'Mend what the plan complains about and plan again.',
  why: 'A gate that refused a plan must not be passed by applying the file later.',
});

/** Information: nothing is deleted because a folder went. */
export const tenantFolderRemoved = defineDiagnostic<{ tenant: string; resources: number }>({
  code: 'PLN201',
  severity: 'info',
  title: 'Tenant folder was removed',
  message: (p) =>
    `The folder of tenant \`${p.tenant}\` is gone: it is archived, and the ${p.resources} things it has on the engines stay as they are.`,
  help: (p) => `Nothing is deleted. To delete them, run \`akili destroy --tenant ${p.tenant}\`.`,
  why: 'Removing a folder is a small edit; losing the data of a tenant is not, so it takes a command of its own.',
});

export const tenantSuspended = defineDiagnostic<{ tenant: string; heldBack: number }>({
  code: 'PLN202',
  severity: 'warning',
  title: 'Tenant is suspended',
  message: (p) =>
    `Tenant \`${p.tenant}\` is suspended, so ${p.heldBack === 1 ? '1 change that deploys something is' : `${p.heldBack} changes that deploy something are`} held back.`,
  help: () => 'Set `status: active` in its `tenant.yaml` to deploy them.',
  why: 'A suspended tenant keeps what it has, may only read, and gets no new deployment.',
});

export const tenantArchived = defineDiagnostic<{ tenant: string; heldBack: number }>({
  code: 'PLN203',
  severity: 'info',
  title: 'Tenant is archived',
  message: (p) =>
    `Tenant \`${p.tenant}\` is archived, so ${p.heldBack === 1 ? '1 change is' : `${p.heldBack} changes are`} held back.`,
  help: (p) =>
    `Set \`status: active\` in its \`tenant.yaml\` to work with it again; \`akili destroy --tenant ${p.tenant}\` deletes what it has.`,
  why: 'What is archived keeps its data and loses every access, until somebody decides.',
});

export const unmarkedInSpace = defineDiagnostic<{ tenant: string; count: number; first: string }>({
  code: 'PLN204',
  severity: 'warning',
  title: 'Undeclared things in the space of a tenant',
  message: (p) =>
    `The engines have ${p.count === 1 ? 'one thing' : `${p.count} things`} in the space of \`${p.tenant}\` that nobody declared and akili did not make, such as \`${p.first}\`.`,
  help: () => 'Run `akili drift` to see all of them; akili neither changes nor deletes them.',
  why: 'A grant, a table or an access rule that nobody declared is the way in that a review never sees.',
});

/** Exit code 4; only where the tenant's credentials alone are at hand. */
export const platformStageFirst = defineDiagnostic<{ address: string }>({
  code: 'PLN110',
  severity: 'error',
  title: "The platform's stage has to be applied first",
  message: (p) =>
    `\`${p.address}\` is not recorded as it is declared, and the tenant's own credential can neither see nor change it.`,
  help: () => 'Run `akili apply --stage platform` with the credentials of the platform, then this stage again.',
  why: 'Identities, policies and grants belong to the platform: a tenant that could change them could open its own walls.',
});

export const engineCannot = defineDiagnostic<{ role: string; driver: string; sentence: string }>({
  code: 'PLN206',
  severity: 'warning',
  title: 'Declared, and beyond the engine',
  message: (p) => `The ${p.role} engine (\`${p.driver}\`) cannot do what is declared: ${p.sentence}.`,
  help: () => 'Watch it by other means, or take the declaration away so that nobody counts on it.',
  why: 'A limit that nothing holds is worse than none: everybody believes in it.',
});

export const platformFileChanged = defineDiagnostic<{ file: string; how: 'added' | 'changed' | 'removed' }>({
  code: 'PLN205',
  severity: 'warning',
  title: 'Security change: a file of the platform',
  message: (p) => `\`${p.file}\` was ${p.how}: it decides who there is, who may do what, and with which credentials.`,
  help: () => 'Have somebody of the platform review it; CODEOWNERS of `akili init --github` asks for that.',
  why: 'A line in these files opens or closes more than any change of a product, and it is easy to overlook beside one.',
});
