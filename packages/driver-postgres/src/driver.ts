import { join } from 'node:path';
import type { Driver } from '@akili/resource';
import { connectEmbedded, connectServer } from './connect.ts';
import { controlAccessType } from './control-access.ts';
import { controlType } from './control.ts';
import { lower } from './lower.ts';
import { roleType } from './role.ts';
import { schemaType } from './schema.ts';
import type { LookupSession } from './session.ts';
import { tableType } from './table.ts';

export interface PostgresDriverOptions {
  /** Where the embedded engine's snapshot lies or is built; default `cache` beside the environment's folder. */
  readonly snapshotDirectory?: string;
}

/** Lookup tables on a PostgreSQL server or, in an embedded environment, on PGlite: the same statements on both. */
export function postgresDriver(options: PostgresDriverOptions = {}): Driver<LookupSession> {
  return {
    name: 'postgres',
    role: 'lookup',
    types: [roleType, schemaType, tableType, controlType, controlAccessType],
    lower,
    async connect(context) {
      if (!context.environment.embedded) return connectServer(context);
      return connectEmbedded(context, options.snapshotDirectory ?? join(context.directory, '..', 'cache'));
    },
  };
}
