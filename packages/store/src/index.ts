export * from './directory-store.ts';
export * from './lock-environment.ts';
export type { Processes } from './lock/processes.ts';
