export * from './expectation.ts';
export * from './found.ts';
export * from './overlay.ts';
export * from './read-cases.ts';
export * from './read-folder.ts';
