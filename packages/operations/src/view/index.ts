export { answerFindings, answerForeign } from './answer-findings.ts';
export { limitDocument } from './limit-document.ts';
export { resolveView, verifyFor, type Refusal, type ViewHost } from './resolve-view.ts';
export type { View, ViewRequest } from './view.ts';
