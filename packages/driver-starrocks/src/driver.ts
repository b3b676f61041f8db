import type { Driver, ResourceType } from '@akili/resource';
import { catalog } from './catalog.ts';
import { connect } from './connect.ts';
import { database } from './database.ts';
import { access, grants } from './grants.ts';
import { lower } from './lower.ts';
import { refresh } from './refresh.ts';
import { resourceGroup } from './resource-group.ts';
import { role } from './role.ts';
import type { StarRocksSession } from './session.ts';
import { table } from './table.ts';
import { user } from './user.ts';
import { view } from './view.ts';

/** Analytics on StarRocks, over the text protocol of MySQL. */
export const starrocksAnalytics: Driver<StarRocksSession> = {
  name: 'starrocks',
  role: 'analytics',
  types: [role, user, resourceGroup, catalog, database, grants, table, view, access, refresh] as readonly ResourceType<
    never,
    StarRocksSession
  >[],
  lower,
  connect: (context) => Promise.resolve(connect(context)),
};
