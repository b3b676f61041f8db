export * from './driver-suite.ts';
export * from './step-runner.ts';
export * from './compiled-samples.ts';
export * from './fake-engine/fake-engine.ts';
export * from './fake-engine/fake-types.ts';
export * from './marked.ts';
export * from './cases/index.ts';
export * from './builders/index.ts';
