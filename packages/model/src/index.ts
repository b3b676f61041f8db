export * from './json.ts';
export * from './canonical-json.ts';
export * from './snapshot.ts';
export * from './sql-parser.ts';
export * from './types.ts';
export * from './names.ts';
export * from './repository.ts';
export * from './compilation.ts';
