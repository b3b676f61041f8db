import type { Json } from '@akili/model';

/** A setting that holds a secret, and what gives it away. */
export interface ConfigSecret {
  readonly path: readonly string[];
  readonly by: 'name' | 'value';
}

const words = '(password|passwd|pwd|passphrase|secret|(access|secret|private|api|account|shared)_?key(_?id)?)';
const tokens = '((auth|access|api|bearer|refresh|session|security|secret|sas|id)_?token|authorization)';
/** The whole name of a setting or its end, in lower case; a `page_token` or a `password_file` is none. */
const secretName = new RegExp(`^((.*_)?(${words}|${tokens})|token)$`);
/** `scheme://user:password@host`, and `...?password=x` or `...;password=x` as drivers take it. */
const inUrl = /:\/\/[^\s/?#@:]*:[^\s/?#@]+@/;
const inSettings = new RegExp(`(^|[?&;\\s])(${words}|${tokens}|token)=[^&;\\s]`, 'i');

/** The settings of a connection that hold a secret, in the order in which they are written. Values are only looked at. */
export function configSecrets(config: { readonly [key: string]: Json }): readonly ConfigSecret[] {
  const found: ConfigSecret[] = [];
  const look = (value: Json, path: readonly string[], name: string): void => {
    if (Array.isArray(value)) for (const item of value as readonly Json[]) look(item, path, name);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) look(inner as Json, [...path, key], key);
    } else if (typeof value === 'string' || typeof value === 'number') {
      const by = isSecretName(name) ? 'name' : holdsSecret(String(value)) ? 'value' : undefined;
      const told = found.at(-1)?.path === path;
      if (value !== '' && by !== undefined && !told) found.push({ path, by });
    }
  };
  for (const [key, value] of Object.entries(config)) look(value, ['config', key], key);
  return found;
}

function isSecretName(name: string): boolean {
  // `secretAccessKey` and `secret-access-key` are `secret_access_key`.
  const snake = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[-.\s]/g, '_')
    .toLowerCase();
  return secretName.test(snake);
}

function holdsSecret(value: string): boolean {
  return inUrl.test(value) || inSettings.test(value);
}
