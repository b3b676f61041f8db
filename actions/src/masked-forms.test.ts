import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskedForms } from './masked-forms.ts';

test('the parts of a secret are masked, and its login is not', () => {
  const forms = maskedForms({ username: 'tenant_a__deployer', password: 'pä ss"word', version: '3' });
  expect(forms).toContain('pä ss"word');
  expect(forms).toContain('p%C3%A4%20ss%22word');
  expect(forms).toContain('pä ss\\"word');
  expect(forms).not.toContain('tenant_a__deployer');
  expect(forms).not.toContain('3');
});

test('each line of a secret with lines is masked', () => {
  expect(maskedForms('-----BEGIN KEY-----\nabcdef\nghijkl')).toEqual(expect.arrayContaining(['abcdef', 'ghijkl']));
});

test('nothing that is empty or a blank is masked: it would blot out everything', () => {
  expect(maskedForms({ password: '', token: '  ' })).toEqual([]);
});

test('whatever stands around a secret, its base64 holds a form that is masked', () => {
  const text = fc
    .string({ unit: 'grapheme', minLength: 8, maxLength: 40 })
    .filter((value) => !/[\ud800-\udfff]/.test(value) && value.trim() !== '');
  fc.assert(
    fc.property(text, fc.string(), fc.string(), (secret, before, after) => {
      const encoded = Buffer.from(`${before}${secret}${after}`).toString('base64');
      expect(maskedForms(secret).some((form) => encoded.includes(form))).toBe(true);
    }),
    { seed: 7 },
  );
});
