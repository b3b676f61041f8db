export { dagsterCompute } from './driver.ts';
export { codeLocation, schemaVersion, tenantManifest } from './tenant-manifest.ts';
export { manifestFile, manifestKey } from './manifest-place.ts';
export { readDelivered, type DeliveredManifest } from './manifest-text.ts';
export type { ComputeSession } from './compute-session.ts';
