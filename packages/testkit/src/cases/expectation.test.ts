import { expect, test } from 'vitest';
import { listedExpectations, markedExpectations, writeExpectation } from './expectation.ts';

test('markers at the ends of lines expect findings there', () => {
  const text = 'a: 1\nb: 2 # expect: SCH001\nSELECT x -- expect: SQL102, REF101\nno # expect: nothing\n';
  expect(markedExpectations('a.yaml', text).map(writeExpectation)).toEqual([
    'SCH001 a.yaml:2',
    'SQL102 a.yaml:3',
    'REF101 a.yaml:3',
  ]);
});

test('an expect file names findings without a line and without a place', () => {
  expect(listedExpectations('# why\nREF107 -\nREF106 akili.yaml\nQLT201 a/b.yaml:4\n').map(writeExpectation)).toEqual([
    'REF107 -',
    'REF106 akili.yaml',
    'QLT201 a/b.yaml:4',
  ]);
});

test('a line that says nothing is a mistake of the test', () => {
  expect(() => listedExpectations('REF107 a/b.yaml:x\n')).toThrow('an expect file has the line "REF107 a/b.yaml:x"');
});
