import { jsonOrNothing, type SecretStore } from './secret-store.ts';

/** Variables of the process. An empty one counts as none: CI systems set those for secrets that are not there. */
export function environmentStore(env: { readonly [name: string]: string | undefined }): SecretStore {
  return {
    read({ location }) {
      const text = Object.hasOwn(env, location) ? env[location] : undefined;
      if (text === undefined || text.trim() === '') return Promise.resolve({ found: 'missing' });
      return Promise.resolve({ found: 'value', value: jsonOrNothing(text) });
    },
  };
}
