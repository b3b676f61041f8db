export * from './driver.ts';
export * from './lower.ts';
export type { StarRocksSession } from './session.ts';
