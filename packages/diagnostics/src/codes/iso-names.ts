import { defineDiagnostic } from '../define.ts';

export const nameCollision = defineDiagnostic<{ what: string; name: string; whose: 'another tenant' | 'this tenant' }>({
  code: 'ISO101',
  severity: 'error',
  title: 'Two things share a name on an engine',
  message: (p) =>
    `The ${p.what} \`${p.name}\` is also what something else of ${p.whose}` +
    `${p.whose === 'another tenant' ? ' of this repository' : ''} is called on the engine.`,
  help: () => 'Rename this one; the naming is fixed, so different names in the manifests must stay different.',
  why: 'What shares a name shares data and grants. Names are injective over the whole repository, or nothing is isolated.',
});

export const nameCoversAnother = defineDiagnostic<{
  what: string;
  name: string;
  whose: 'another tenant of this repository' | 'the platform';
}>({
  code: 'ISO102',
  severity: 'error',
  title: 'A prefix covers another tenant',
  message: (p) => `The ${p.what} \`${p.name}\` also matches names of ${p.whose}.`,
  help: () => 'End the prefix with a separator, or narrow it to this tenant.',
  why: 'Grants by prefix reach everything that begins with it: `acme` reaches `acme-corp`.',
});

export const nameTooLong = defineDiagnostic<{ what: string; name: string; limit: number }>({
  code: 'ISO103',
  severity: 'error',
  title: 'Name too long for an engine',
  message: (p) => `The ${p.what} \`${p.name}\` has ${p.name.length} characters; the engine allows ${p.limit}.`,
  help: () => 'Shorten the product, the input or the namespace.',
  why: 'An engine that cuts a name off makes two names equal without saying so.',
});
