import type { Command } from '../command.ts';
import { cachedAnswer } from '../cached-answer.ts';

/** `akili validate`. */
export const validate: Command = {
  name: 'validate',
  summary: 'say what is wrong in the repository, with its place',
  description:
    'Checks every manifest, reference, rule and query of the repository, without reaching any engine.\nExits 3 when there are errors, 8 when isolation would be violated.',
  operands: [],
  flags: [],
  examples: [
    ['akili validate', 'check everything'],
    ['akili validate --tenant acme-corp', 'speak of one tenant only'],
    ['akili validate --format sarif > akili.sarif', 'for code scanning'],
    ['akili validate --format github', 'annotations in a GitHub workflow'],
  ],
  run: (_given, options, host) =>
    cachedAnswer(['validate'], options, host, async () => (await import('@akili/operations/validate')).validate),
};
