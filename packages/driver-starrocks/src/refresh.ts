import { notOurs, type ResourceType } from '@akili/resource';
import { kinds } from './kinds.ts';
import { difference, draft, isRecorded, removal, renewal, runRequest, same, statements } from './request.ts';
import type { StarRocksSession } from './session.ts';
import type { RefreshSpec } from './specs.ts';

/** `of`: what the rows are made from; `failed` says that the last refresh did not succeed. */
export type RefreshValue = { readonly of: string; readonly failed: boolean };

/** That a view was refreshed since its definition became what it is. Later refreshes are the engine's own. */
export const refresh: ResourceType<RefreshSpec, StarRocksSession> = {
  kind: kinds.refresh,
  rank: 90,
  expect: (desired) => ({ of: desired.spec.of, failed: false }),
  diff(desired, observed) {
    if (desired === undefined) {
      if (observed?.mark === undefined) return undefined;
      const forget = draft(`forget the refresh of ${observed.name}`, 'safe', 'platform', statements());
      return removal(observed, [forget]);
    }
    const { spec } = desired;
    const after = { of: spec.of, failed: false };
    const refused = notOurs(desired, observed, after);
    if (refused) return refused;
    if (observed !== undefined && same(observed.value, after))
      return isRecorded(desired, observed) ? undefined : renewal(desired, observed, after, 'tenant');
    const before = observed?.value as RefreshValue | undefined;
    const reason =
      before === undefined
        ? 'never refreshed'
        : before.failed
          ? 'the last refresh failed'
          : 'the view changed since it was refreshed';
    return difference(observed === undefined ? 'create' : 'update', reason, observed, after, [
      draft(`refresh ${desired.name}`, 'safe', 'tenant', { op: 'refresh', database: spec.database, view: spec.view }),
    ]);
  },
  run: runRequest,
};
