// Types only: each operation is imported from its own path, so that a command loads no more than it needs.
export type { Answer } from './answer.ts';
export type { OperationHost } from './operation-host.ts';
export type { Progress } from './progress.ts';
export type { Selection } from './selection.ts';
export type { PreparedApply } from './prepared-apply.ts';
export type { Explanation } from './explain.ts';
