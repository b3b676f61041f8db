import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Environment } from '@akili/model';
import type { Plan } from '@akili/plan';
import type { Stopped } from '../stopped.ts';
import { signPlan } from './sign-plan.ts';
import { signatureProblem } from './signature-problem.ts';

const keyPair = (): { pem: string; spki: string } => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    pem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    spki: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  };
};
const [ours, stranger] = [keyPair(), keyPair()];
const plan = { digest: `sha256:${'a'.repeat(64)}`, signature: null } as Plan;
const environment = (planSigners?: readonly string[]): Environment => ({
  name: 'production',
  embedded: false,
  engines: {},
  state: { store: 'directory' },
  vars: {},
  place: { file: 'akili.yaml' },
  ...(planSigners === undefined ? {} : { planSigners }),
});

test('a plan that one of the signers signed may be applied', () => {
  expect(signatureProblem(signPlan(plan, ours.pem), environment([stranger.spki, ours.spki]))).toBeUndefined();
});

test('where nobody is named a plan needs no signature', () => {
  expect(signatureProblem(plan, environment())).toBeUndefined();
});

test.each([
  ['not signed', plan, [ours.spki], 'it is not signed'],
  [
    'signed by a stranger',
    signPlan(plan, stranger.pem),
    [ours.spki],
    'it is signed with a key that the environment does not name',
  ],
  [
    'signed as another plan',
    { ...signPlan(plan, ours.pem), digest: `sha256:${'b'.repeat(64)}` },
    [ours.spki],
    'its signature does not belong to its content',
  ],
  [
    "signed by a stranger under a signer's key",
    { ...plan, signature: { ...signPlan(plan, stranger.pem).signature!, key: ours.spki } },
    [ours.spki],
    'its signature does not belong to its content',
  ],
  [
    'wrongly signed where nobody is named',
    { ...signPlan(plan, ours.pem), digest: `sha256:${'b'.repeat(64)}` },
    undefined,
    'its signature does not belong to its content',
  ],
  [
    'signed where an empty list is named',
    signPlan(plan, ours.pem),
    [],
    'it is signed with a key that the environment does not name',
  ],
])('%s: refused', (_, signed, signers, problem) => {
  expect(signatureProblem(signed, environment(signers))?.message).toContain(problem);
});

test.each([
  ['a text', 'no key'],
  [
    'another kind of key',
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  ],
])('%s is no key to sign with, and is not repeated', (_, pem) => {
  try {
    signPlan(plan, pem);
    expect.unreachable();
  } catch (error) {
    expect((error as Stopped).findings.map(({ code }) => code)).toEqual(['PLN185']);
    expect((error as Stopped).message).not.toContain(pem.slice(30, 60) || pem);
  }
});
