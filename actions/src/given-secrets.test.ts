import { expect, test } from 'vitest';
import { withGivenSecrets } from './given-secrets.ts';

test('secrets become variables, each of them masked, and the document itself is gone', () => {
  const masked: unknown[] = [];
  const given = { AKILI_ACME_CORP__LOOKUP: { username: 'u', password: 'p4ss' }, AKILI_TOKEN: 'text' };
  const env = withGivenSecrets({ PATH: '/bin', AKILI_SECRETS: JSON.stringify(given) }, (value) => masked.push(value));
  expect(env).toEqual({
    PATH: '/bin',
    AKILI_ACME_CORP__LOOKUP: '{"username":"u","password":"p4ss"}',
    AKILI_TOKEN: 'text',
  });
  expect(masked).toEqual([JSON.stringify(given), { username: 'u', password: 'p4ss' }, 'text']);
});

test.each(['[1]', '"x"', 'pass{word', '{"PATH":"/evil"}', '{"NODE_OPTIONS":"x"}', '{"AKILI_HOME":"/evil"}'])(
  '%s is refused without quoting it',
  (text) => {
    expect(() => withGivenSecrets({ AKILI_SECRETS: text }, () => undefined)).toThrow(
      /^AKILI_SECRETS has to be a JSON object: names of `AKILI_...` variables and their values\.$/,
    );
  },
);
