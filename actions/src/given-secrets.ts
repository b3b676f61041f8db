import { InputError } from './input-error.ts';

type Env = { readonly [name: string]: string | undefined };

/**
 * The variables with those of `AKILI_SECRETS`: a JSON object from a GitHub environment's secret, whose names are
 * `AKILI_...` variables and whose values are texts or the JSON of a secret. So a workflow needs not to know the names of all
 * tenants, and a job gets what its environment holds and nothing else. All of it is masked.
 */
export function withGivenSecrets(env: Env, mask: (value: unknown) => void): Env {
  const given = env['AKILI_SECRETS'] ?? '';
  const { AKILI_SECRETS: _, ...others } = env;
  if (given.trim() === '') return others;
  mask(given);
  const wrong = new InputError(
    'AKILI_SECRETS has to be a JSON object: names of `AKILI_...` variables and their values.',
  );
  let value: unknown;
  try {
    value = JSON.parse(given);
  } catch {
    // The parse error would quote it.
    throw wrong;
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw wrong;
  const entries = Object.entries(value);
  if (entries.some(([name]) => !/^AKILI_[A-Z0-9_]+$/.test(name) || name === 'AKILI_HOME')) throw wrong;
  for (const [, secret] of entries) mask(typeof secret === 'string' ? jsonOr(secret) : secret);
  const texts = entries.map(([name, secret]) => [name, typeof secret === 'string' ? secret : JSON.stringify(secret)]);
  return { ...others, ...(Object.fromEntries(texts) as Env) };
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
