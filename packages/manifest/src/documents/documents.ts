import { akiliDocument } from './akili.ts';
import { computeDocument } from './compute.ts';
import { connectionDocument } from './connection.ts';
import { governanceDocument } from './governance.ts';
import { inputsDocument } from './inputs.ts';
import { outputDocument } from './output.ts';
import { productDocument } from './product.ts';
import { qualityDocument } from './quality.ts';
import { servingDocument } from './serving.ts';
import { tenantDocument } from './tenant.ts';
import type { Written } from '../schema/schema.ts';

/** Every document by the name of its schema: `schemas/<name>.schema.json`. */
export const documents = {
  akili: akiliDocument,
  tenant: tenantDocument,
  connection: connectionDocument,
  product: productDocument,
  inputs: inputsDocument,
  quality: qualityDocument,
  serving: servingDocument,
  governance: governanceDocument,
  compute: computeDocument,
  output: outputDocument,
} as const;

export type DocumentName = keyof typeof documents;
export const documentNames = Object.keys(documents) as readonly DocumentName[];

/** What a valid document of this name holds. */
export type WrittenDocument<N extends DocumentName> = Written<(typeof documents)[N]>;
