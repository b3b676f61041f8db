export * from './report.ts';
export * from './apply-deps.ts';
export * from './apply.ts';
export * from './apply-exit-code.ts';
export * from './fold-journal.ts';
export * from './scrub.ts';
export * from './lease-refused.ts';
