export * from './driver-suite.ts';
export * from './step-runner.ts';
