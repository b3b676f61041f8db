import { join } from 'node:path';
import { slugPattern } from '@akili/model';
import { PrivateFileProblem } from './private-folder.ts';
import { profileNamePattern, type Profile, type Profiles } from './profile.ts';

/** The profiles that a text of `profiles.json` holds; none for no text. Throws where it is not such a text. */
export function readProfiles(folder: string, file: string, text: string | undefined): Profiles {
  if (text === undefined) return { current: undefined, items: [] };
  const document = readObject(folder, file, text);
  const items = Object.entries(objectOf(document['profiles'])).flatMap(([name, value]): readonly Profile[] => {
    const { tenant, environment } = objectOf(value);
    if (!profileNamePattern.test(name) || typeof tenant !== 'string' || !slugPattern.test(tenant)) return [];
    return [{ name, tenant, environment: typeof environment === 'string' ? environment : undefined }];
  });
  const { current } = document;
  return { current: typeof current === 'string' ? current : undefined, items: sorted(items) };
}

/** The text of `profiles.json`. */
export function profilesText({ current, items }: Profiles): string {
  const profiles = Object.fromEntries(
    sorted(items).map(({ name, tenant, environment }) => [
      name,
      { tenant, ...(environment === undefined ? {} : { environment }) },
    ]),
  );
  return `${JSON.stringify({ formatVersion: 1, current: current ?? null, profiles }, undefined, 2)}\n`;
}

/** The tokens that a text of `credentials.json` holds, by profile. Throws where it is not such a text. */
export function readCredentials(folder: string, file: string, text: string | undefined): ReadonlyMap<string, string> {
  if (text === undefined) return new Map();
  const { tokens } = readObject(folder, file, text);
  return new Map(
    Object.entries(objectOf(tokens)).flatMap(([name, token]) => (typeof token === 'string' ? [[name, token]] : [])),
  );
}

/** The text of `credentials.json`. */
export function credentialsText(tokens: ReadonlyMap<string, string>): string {
  const all = Object.fromEntries([...tokens].sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ formatVersion: 1, tokens: all }, undefined, 2)}\n`;
}

function sorted(items: readonly Profile[]): readonly Profile[] {
  return items.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function readObject(folder: string, file: string, text: string): { readonly [key: string]: unknown } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own words would show a piece of the file, which may hold a token.
  }
  const document = objectOf(value);
  if (document['formatVersion'] !== 1)
    throw new PrivateFileProblem(join(folder, file), 'was not written by this akili');
  return document;
}

function objectOf(value: unknown): { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null ? (value as { readonly [key: string]: unknown }) : {};
}
