import { targets } from '@akili/model';
import { expect, test } from 'vitest';
import { writerOf } from './entry.ts';
import { allFunctions } from './registry.ts';
import { signatureOf } from './signature.ts';

const forms = allFunctions.flatMap((entry) => entry.forms.map((form) => ({ entry, form })));

test('every signature can be read', () => {
  for (const { form } of forms) expect(signatureOf(form).params.length).toBeLessThan(5);
});

test('no template names an argument that its form does not have', () => {
  const wrong = forms.flatMap(({ entry, form }) =>
    targets.flatMap((target) => {
      const writer = writerOf(entry, form, target);
      if (typeof writer !== 'string') return [];
      const named = [...writer.matchAll(/\$([1-9])/g)].map((match) => Number(match[1]));
      return named.some((n) => n > signatureOf(form).params.length) ? [`${entry.name}: ${writer}`] : [];
    }),
  );
  expect(wrong).toEqual([]);
});

test('every aggregate and window leaves a place for FILTER and OVER, or refuses', () => {
  const wrong = forms.flatMap(({ entry, form }) =>
    entry.kind === 'scalar'
      ? []
      : targets.flatMap((target) => {
          const writer = writerOf(entry, form, target);
          return typeof writer === 'string' && !writer.includes('$f') ? [`${entry.name}: ${writer}`] : [];
        }),
  );
  expect(wrong).toEqual([]);
});

test('every entry says what it rests on', () => {
  expect(allFunctions.filter((entry) => entry.source.length < 10)).toEqual([]);
});
