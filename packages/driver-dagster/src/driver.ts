import type { Driver } from '@akili/resource';
import { assetType } from './asset-type.ts';
import type { ComputeSession } from './compute-session.ts';
import { connect } from './connect.ts';
import { locationType } from './location-type.ts';
import { lower } from './lower.ts';
import { manifestType } from './manifest-type.ts';

/** Compute on Dagster: a manifest a tenant, which `akili-dagster` loads as the tenant's code location. */
export const dagsterCompute: Driver<ComputeSession> = {
  name: 'dagster',
  role: 'compute',
  types: [manifestType, locationType, assetType],
  lower,
  connect,
};
