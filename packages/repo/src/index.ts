export * from './limits.ts';
export * from './read-working-tree.ts';
export * from './stat-tree.ts';
export { openCompileCache, type CompileCache, type OutcomeWriter } from './cache/compile-cache.ts';
export type { CacheReader, Segments } from './cache/cache-file.ts';
export { readGitRef } from './git/read-git-ref.ts';
export { headCommit } from './git/head-commit.ts';
export { changedFiles, type ChangedFiles } from './git/changed-files.ts';
