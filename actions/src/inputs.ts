import { slugPattern } from '@akili/model';
import { InputError } from './input-error.ts';

type Env = { readonly [name: string]: string | undefined };

/** An input as the runner hands it over; empty where it was not given. */
export function textInput(env: Env, name: string): string {
  return (env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '').trim();
}

/** `true` or `false`; false where it was not given. */
export function flagInput(env: Env, name: string): boolean {
  const text = textInput(env, name);
  if (text === '' || text === 'false') return false;
  if (text === 'true') return true;
  throw new InputError(`The input \`${name}\` has to be true or false.`);
}

/** A JSON list, or words parted by blanks, commas or line breaks. */
export function listInput(env: Env, name: string): readonly string[] {
  const text = textInput(env, name);
  if (!text.startsWith('[')) return text.split(/[\s,]+/).filter((word) => word !== '');
  try {
    const list = JSON.parse(text) as unknown;
    if (Array.isArray(list) && list.every((item): item is string => typeof item === 'string')) return list;
  } catch {
    // Said below, without the text: whoever passes a secret by mistake shall not find it in a log.
  }
  throw new InputError(`The input \`${name}\` has to be a list of texts.`);
}

/** Slugs of tenants, sorted, each once. */
export function tenantsInput(env: Env, name = 'tenants'): readonly string[] {
  const tenants = [...new Set(listInput(env, name))].sort();
  const wrong = tenants.some((tenant) => !slugPattern.test(tenant));
  if (wrong) throw new InputError(`The input \`${name}\` has to hold slugs of tenants.`);
  return tenants;
}
