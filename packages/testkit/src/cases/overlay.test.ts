import { expect, test } from 'vitest';
import { overlay } from './overlay.ts';

const base = [
  { path: 'a.yaml', text: 'a' },
  { path: 'b.yaml', text: 'b' },
];

test('a file replaces, adds or removes one of the base', () => {
  const changes = [
    { path: 'a.yaml.deleted', text: '' },
    { path: 'b.yaml', text: 'changed' },
    { path: '.c', text: 'new' },
  ];
  expect(overlay(base, changes)).toEqual([
    { path: '.c', text: 'new' },
    { path: 'b.yaml', text: 'changed' },
  ]);
});

test('what the base does not have cannot be removed', () => {
  expect(() => overlay(base, [{ path: 'c.yaml.deleted', text: '' }])).toThrow(
    'the case deletes c.yaml, which the base does not have',
  );
});
