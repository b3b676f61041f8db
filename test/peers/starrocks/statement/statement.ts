import type { Expression } from '../expression/expression.ts';
import type { Query } from '../query/query.ts';
import type { Name, UserIdentity } from '../syntax/names.ts';
import type { Properties } from '../syntax/properties.ts';
import type { AlterMaterializedView, CreateMaterializedView } from './materialized-view.ts';
import type { AlterTableAction, CreateTable } from './table-definition.ts';
import type { Grant } from './grant.ts';
import type { AlterResourceGroup, CreateResourceGroup } from './resource-group.ts';
import type { AlterUser, CreateUser } from './user.ts';
import type { AlterView, CreateView } from './view.ts';
import type { Assignment } from './read-set.ts';
import type { Show } from './show.ts';

/** One statement, as written: names keep their case, strings are decoded, nothing is looked up. */
export type Statement =
  | Query
  | Explain
  | Show
  | { readonly kind: 'describe'; readonly name: Name; readonly all: boolean }
  | { readonly kind: 'use'; readonly name: Name }
  | { readonly kind: 'sync' }
  | { readonly kind: 'kill'; readonly what: 'query' | 'connection'; readonly id: number }
  | { readonly kind: 'transaction'; readonly action: 'begin' | 'commit' | 'rollback' }
  | { readonly kind: 'setCatalog'; readonly catalog: string }
  | { readonly kind: 'set'; readonly assignments: readonly Assignment[] }
  | { readonly kind: 'setNames'; readonly charset: string }
  | { readonly kind: 'setPassword'; readonly user?: UserIdentity; readonly password: string }
  | { readonly kind: 'setRole'; readonly roles: readonly string[] | 'all' | 'default' | 'none' }
  | SetDefaultRole
  | { readonly kind: 'setProperty'; readonly user?: string; readonly properties: Properties }
  | CreateCatalog
  | { readonly kind: 'alterCatalog'; readonly name: string; readonly properties: Properties }
  | CreateDatabase
  | CreateTable
  | { readonly kind: 'createTableLike'; readonly name: Name; readonly like: Name; readonly ifNotExists: boolean }
  | { readonly kind: 'alterTable'; readonly name: Name; readonly actions: readonly AlterTableAction[] }
  | { readonly kind: 'truncate'; readonly name: Name; readonly partitions?: readonly string[] }
  | CreateView
  | AlterView
  | CreateMaterializedView
  | AlterMaterializedView
  | RefreshMaterializedView
  | { readonly kind: 'cancelRefresh'; readonly name: Name; readonly force: boolean }
  | { readonly kind: 'refreshTable'; readonly name: Name; readonly partitions?: readonly string[] }
  | CreateUser
  | AlterUser
  | CreateRole
  | { readonly kind: 'executeAs'; readonly user: UserIdentity }
  | Grant
  | CreateResourceGroup
  | AlterResourceGroup
  | Drop
  | Insert
  | { readonly kind: 'delete'; readonly target: Name; readonly where: Expression }
  | Update;

export interface Explain {
  readonly kind: 'explain';
  readonly mode?: 'verbose' | 'costs' | 'logical' | 'analyze';
  readonly statement: Query | Insert;
}

export interface SetDefaultRole {
  readonly kind: 'setDefaultRole';
  readonly roles: readonly string[] | 'all' | 'none';
  readonly user: UserIdentity;
}

export interface CreateCatalog {
  readonly kind: 'createCatalog';
  readonly name: string;
  readonly ifNotExists: boolean;
  readonly comment?: string;
  readonly properties: Properties;
}

export interface CreateDatabase {
  readonly kind: 'createDatabase';
  readonly name: Name;
  readonly ifNotExists: boolean;
  readonly properties?: Properties;
}

export interface CreateRole {
  readonly kind: 'createRole';
  readonly role: string;
  readonly ifNotExists: boolean;
}

export interface RefreshMaterializedView {
  readonly kind: 'refreshMaterializedView';
  readonly name: Name;
  readonly partition?: { readonly start: string; readonly end: string };
  readonly force: boolean;
  readonly mode?: 'sync' | 'async';
}

export type DropKind =
  'catalog' | 'database' | 'table' | 'view' | 'materializedView' | 'user' | 'role' | 'resourceGroup';

export interface Drop {
  readonly kind: 'drop';
  readonly what: DropKind;
  /** The name; for users that and the host. */
  readonly name: Name;
  readonly ifExists: boolean;
  readonly force: boolean;
}

export interface Insert {
  readonly kind: 'insert';
  readonly target: Name;
  readonly overwrite: boolean;
  readonly columns?: readonly string[];
  readonly source: Query | readonly (readonly Expression[])[];
}

export interface Update {
  readonly kind: 'update';
  readonly target: Name;
  readonly assignments: readonly { readonly column: string; readonly value: Expression }[];
  readonly where: Expression;
}
