import { expect, test } from 'vitest';
import { saslPrep } from './saslprep.ts';
import { scramVerifier } from './scram.ts';

test('the verifier of RFC 7677, section 3, in the form of PostgreSQL', async () => {
  const salt = new Uint8Array(Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'));
  expect(await scramVerifier('pencil', salt)).toBe(
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
  );
});

test('every verifier has a salt of its own', async () => {
  expect(await scramVerifier('pencil')).not.toBe(await scramVerifier('pencil'));
});

test.each([
  ['plain ASCII stays', "p' $w\\", "p' $w\\"],
  ['a soft hyphen goes', 'I\u00ADX', 'IX'],
  ['compatibility forms are written out', '\u2168 \u00AA', 'IX a'],
  ['another space is a space', 'a\u00A0b', 'a b'],
  ['a prohibited character leaves all as typed', 'a\u0007\u00AA', 'a\u0007\u00AA'],
  ['mixed directions leave all as typed', '\u0627a\u2168', '\u0627a\u2168'],
  ['what comes to nothing stays', '\u00AD', '\u00AD'],
])('%s', (_, typed, prepared) => {
  expect(saslPrep(typed)).toBe(prepared);
});
