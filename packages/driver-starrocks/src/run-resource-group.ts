import { identifier, literal } from './quote.ts';
import { readClassifier } from './read-resource-groups.ts';
import type { StarRocksSession } from './session.ts';

/** Sets a group's limits, adds the classifiers that it lacks and drops those that it shall not have, by their ids. */
export type ResourceGroupRequest = {
  readonly op: 'resourceGroup';
  readonly group: string;
  readonly limits: string;
  readonly users: readonly string[];
};

export async function runResourceGroup(session: StarRocksSession, request: ResourceGroupRequest): Promise<void> {
  const group = identifier(request.group);
  await session.run({ sql: request.limits });
  const rows = await session.query('SHOW RESOURCE GROUPS ALL');
  const live = rows
    .filter((row) => row['name'] === request.group)
    .map((row) => readClassifier(row['classifiers'] ?? ''))
    .filter((one) => one !== undefined);
  const wanted = new Map(request.users.map((user) => [`user=${user}`, user]));
  const missing = [...wanted].filter(([asks]) => !live.some((one) => one.asks === asks));
  if (missing.length > 0) {
    const list = missing.map(([, user]) => `(user=${literal(user)})`).join(', ');
    await session.run({ sql: `ALTER RESOURCE GROUP ${group} ADD ${list}` });
  }
  const kept = new Set<string>();
  const surplus = live.filter(({ asks }) => {
    if (!wanted.has(asks) || kept.has(asks)) return true;
    kept.add(asks);
    return false;
  });
  if (surplus.length > 0)
    await session.run({
      sql: `ALTER RESOURCE GROUP ${group} DROP (${surplus.map(({ id }) => Number(id)).join(', ')})`,
    });
}
