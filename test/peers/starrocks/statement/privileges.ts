/** What privileges are granted on. */
export type ObjectType =
  'SYSTEM' | 'CATALOG' | 'DATABASE' | 'TABLE' | 'VIEW' | 'MATERIALIZED VIEW' | 'RESOURCE GROUP' | 'USER';

/**
 * The privileges of each kind of object, as statements spell them. CREATE DATABASE is documented for the internal catalog
 * and kept for external ones, since a name does not tell which a catalog is; REFRESH on tables is of 4.0.
 * Source: docs `account-management/GRANT.md`, `administration/user_privs/authorization/privilege_item.md`.
 */
export const privileges: Readonly<Record<ObjectType, readonly string[]>> = {
  SYSTEM: [
    'CREATE RESOURCE GROUP',
    'CREATE RESOURCE',
    'CREATE EXTERNAL CATALOG',
    'CREATE STORAGE VOLUME',
    'REPOSITORY',
    'BLACKLIST',
    'FILE',
    'OPERATE',
  ],
  CATALOG: ['USAGE', 'CREATE DATABASE', 'DROP'],
  DATABASE: ['ALTER', 'DROP', 'CREATE TABLE', 'CREATE VIEW', 'CREATE FUNCTION', 'CREATE MATERIALIZED VIEW'],
  TABLE: ['ALTER', 'DROP', 'SELECT', 'INSERT', 'EXPORT', 'UPDATE', 'DELETE', 'REFRESH'],
  VIEW: ['ALTER', 'DROP', 'SELECT'],
  'MATERIALIZED VIEW': ['SELECT', 'ALTER', 'REFRESH', 'DROP'],
  'RESOURCE GROUP': ['ALTER', 'DROP'],
  USER: ['IMPERSONATE'],
};

/** Object types whose privileges ALL PRIVILEGES covers. */
export const coveredByAll: ReadonlySet<ObjectType> = new Set([
  'CATALOG',
  'DATABASE',
  'TABLE',
  'VIEW',
  'MATERIALIZED VIEW',
  'RESOURCE GROUP',
]);

/** Every spelling there is, those of more words first, so that CREATE RESOURCE GROUP is not read as CREATE RESOURCE. */
export const spellings: readonly (readonly string[])[] = [...new Set(Object.values(privileges).flat())]
  .map((one) => one.split(' '))
  .toSorted((a, b) => b.length - a.length);
