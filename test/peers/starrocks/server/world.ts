import { storedPassword } from './native-password.ts';

/** All that the stand-in keeps. Everything has a number, since grants are kept by number and not by name. */
export interface Catalog {
  readonly id: number;
  readonly name: string;
  readonly comment: string;
  readonly properties: ReadonlyMap<string, string>;
  /** Of an external catalog: the warehouse's, which outlives the catalog. */
  readonly databases: Map<string, Database>;
}

export interface Database {
  readonly id: number;
  readonly name: string;
  readonly location: string;
  readonly tables: Map<string, Table>;
}

export interface Column {
  readonly name: string;
  readonly type: string;
}

export interface Table {
  readonly id: number;
  name: string;
  columns: Column[];
  comment: string;
  readonly sortKey: readonly string[];
  readonly location: string;
  /** What stands for its rows: copies carry it along. */
  contents: readonly string[];
  readonly view?: View;
}

/** What a materialized view has beyond a table. */
export interface View {
  /** Full names of the tables that it reads. */
  readonly reads: readonly string[];
  readonly query: string;
  scheme: string;
  readonly properties: Map<string, string>;
  active: boolean;
  reason: string;
  state: 'PENDING' | 'RUNNING' | 'SUCCESS' | 'FAILED' | null;
}

export interface User {
  readonly name: string;
  readonly host: string;
  hash: string;
  defaultRoles: readonly string[];
}

/** `*` stands for all. */
export interface Entry {
  readonly grantee: string;
  readonly privilege: string;
  readonly type: string;
  readonly catalog: number | '*';
  readonly database: number | '*' | null;
  readonly object: number | '*' | null;
  option: boolean;
}

export interface Group {
  readonly id: number;
  readonly limits: Map<string, string>;
  readonly classifiers: { readonly id: number; readonly asks: string }[];
}

export interface World {
  readonly catalogs: Map<string, Catalog>;
  readonly warehouses: Map<string, Map<string, Database>>;
  readonly roles: Set<string>;
  /** By identity: `'name'@'host'`. */
  readonly users: Map<string, User>;
  readonly userProperties: Map<string, Map<string, string>>;
  readonly entries: Entry[];
  /** Role, and who holds it: `role x` or `user 'x'@'%'`. */
  readonly edges: { readonly role: string; readonly holder: string }[];
  readonly groups: Map<string, Group>;
  nextId(): number;
}

export const systemRoles = ['root', 'cluster_admin', 'db_admin', 'user_admin', 'public'];
export const internal = 'default_catalog';

/** A fresh engine with one user, root, whose password is `password`. */
export function newWorld(password: string): World {
  let id = 10_000;
  const nextId = (): number => (id += 1);
  const root: User = { name: 'root', host: '%', hash: storedPassword(password), defaultRoles: ['root'] };
  const catalog: Catalog = { id: 1, name: internal, comment: '', properties: new Map(), databases: new Map() };
  return {
    catalogs: new Map([[internal, catalog]]),
    warehouses: new Map(),
    roles: new Set(systemRoles),
    users: new Map([["'root'@'%'", root]]),
    userProperties: new Map(),
    entries: [],
    edges: [{ role: 'root', holder: "user 'root'@'%'" }],
    groups: new Map(),
    nextId,
  };
}

export const identityOf = (user: { readonly name: string; readonly host: string }): string =>
  `'${user.name}'@'${user.host}'`;
