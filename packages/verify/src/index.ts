export { verify, type VerifyOptions } from './verify.ts';
export { emittedTexts, type EmittedText } from './emitted-text.ts';
export type { DeclaredRelation } from './declared-relation.ts';
export { notOneSelect } from './one-select.ts';
