import type { Row } from './link.ts';
import { internalCatalog } from './kinds.ts';
import type { OwnNames } from './own-names.ts';

/** A role or a user (as identity: `'name'@'host'`). */
export interface Holder {
  readonly kind: 'role' | 'user';
  readonly name: string;
}

/** All grants of the server, in two sets; `public` is a role of the system, which the set leaves out. */
export const selectGrants = {
  roles:
    'SELECT GRANTEE, OBJECT_CATALOG, OBJECT_DATABASE, OBJECT_NAME, OBJECT_TYPE, PRIVILEGE_TYPE FROM sys.grants_to_roles',
  users:
    'SELECT GRANTEE, OBJECT_CATALOG, OBJECT_DATABASE, OBJECT_NAME, OBJECT_TYPE, PRIVILEGE_TYPE FROM sys.grants_to_users',
  public: 'SHOW GRANTS FOR ROLE public',
} as const;

/** Who, not being of the tenant, holds something on its catalog or on a database of its views. Each once, sorted. */
export function holdersOutside(
  rows: { readonly roles: readonly Row[]; readonly users: readonly Row[]; readonly public: readonly Row[] },
  catalog: string,
  own: OwnNames,
): readonly Holder[] {
  const found = new Map<string, Holder>();
  const note = (holder: Holder): unknown => found.set(`${holder.kind} ${holder.name}`, holder);
  for (const [kind, list] of [
    ['role', rows.roles],
    ['user', rows.users],
  ] as const)
    for (const row of list) {
      const name = row['GRANTEE'] ?? '';
      const bare = kind === 'user' ? (/^'(.*)'@/s.exec(name)?.[1] ?? name) : name;
      if (reaches(row, catalog, own) && !own.has(bare)) note({ kind, name });
    }
  const toPublic = rows.public.some((row) => {
    const text = row['Grants'] ?? '';
    return row['Catalog'] === catalog || new RegExp(`\\b${catalog}\\b`).test(text) || inOwnDatabase(row, own);
  });
  if (toPublic) note({ kind: 'role', name: 'public' });
  return [...found.keys()].sort().map((key) => found.get(key) as Holder);
}

function reaches(row: Row, catalog: string, own: OwnNames): boolean {
  if (row['OBJECT_CATALOG'] === catalog) return true;
  return row['OBJECT_CATALOG'] === internalCatalog && own.has(row['OBJECT_DATABASE'] ?? '');
}

function inOwnDatabase(row: Row, own: OwnNames): boolean {
  return (row['Grants'] ?? '').split(/[\s.,`'"]+/).some((word) => own.has(word));
}

/** The same, read live. */
export async function rolesOutsideCatalogGrants(
  session: { query(sql: string): Promise<readonly Row[]> },
  catalog: string,
  own: OwnNames,
): Promise<readonly Holder[]> {
  const roles = await session.query(selectGrants.roles);
  const users = await session.query(selectGrants.users);
  return holdersOutside({ roles, users, public: await session.query(selectGrants.public) }, catalog, own);
}
