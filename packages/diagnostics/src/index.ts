export * from './place.ts';
export * from './diagnostic.ts';
export * from './outcome.ts';
export * from './define.ts';
export * from './exit-code.ts';
export * from './did-you-mean.ts';
export * from './unreachable.ts';
export * from './codes/index.ts';
