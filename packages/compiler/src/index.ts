export * from './compile-options.ts';
export * from './collected.ts';
export * from './trees.ts';
export * from './collect.ts';
export * from './compile.ts';
