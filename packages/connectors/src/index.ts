export * from './source.ts';
export * from './open-connector.ts';
export * from './introspect/lock-edits.ts';
export * from './introspect/lock-differences.ts';
