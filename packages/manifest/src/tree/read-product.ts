import { missingDocument, type Finding } from '@akili/diagnostics';
import type { DocumentName } from '../documents/documents.ts';
import { readDocument } from '../read/read-document.ts';
import type { WrittenProductFolder } from '../tree.ts';
import { productDocuments, type ProductDocument, type ProductFiles } from './layout.ts';

/** Why a product is not whole without a file. The others have defaults that nobody can be hurt by. */
const required: readonly (readonly [name: ProductDocument | 'transform', file: string, need: string])[] = [
  ['inputs', 'inputs.yaml', 'it says what the product reads'],
  ['transform', 'transform.sql', 'it says what the product is made of'],
  ['governance', 'governance.yaml', 'without a classification nobody can tell who may read the product'],
  ['compute', 'compute.yaml', 'it says what runs the product, when and with how much'],
];

type Read = { -readonly [name in ProductDocument]?: WrittenProductFolder[name] };

/** Reads the manifests of one product and says which are missing, unless that is `reported` already. */
export function readProduct(
  files: ProductFiles,
  slug: string,
  reported: ReadonlySet<string>,
  findings: Finding[],
): WrittenProductFolder {
  const read: Read = {};
  const broken: (DocumentName | 'transform')[] = [];
  const subject = { tenant: slug, product: files.folder.slice(files.folder.lastIndexOf('/') + 1) };
  for (const name of productDocuments) {
    const file = files.documents[name];
    if (file === undefined) continue;
    const reading = readDocument(name, file, subject);
    findings.push(...reading.findings);
    if (reading.document?.broken !== false) broken.push(name);
    if (reading.document !== undefined) Object.assign(read, { [name]: reading.document });
    const written = name === 'product' ? read.product?.value.product.name : undefined;
    if (written !== undefined) subject.product = written;
  }
  // The file could not be read, or the folder would not be a product's.
  if (files.documents.product === undefined) broken.push('product');
  for (const [name, file, need] of required) {
    if (name === 'transform' ? files.transform !== undefined : files.documents[name] !== undefined) continue;
    broken.push(name);
    const path = `${files.folder}/${file}`;
    const elsewhere = name === 'transform' && reported.has(`${files.folder}/logic/transform.sql`);
    if (elsewhere || reported.has(path)) continue;
    // Where the product is named: the missing file has no place of its own.
    const place = { file: `${files.folder}/product.yaml`, path: ['product', 'name'] };
    findings.push(missingDocument.at(place, { document: file, need }, subject));
  }
  if (files.twoTransforms) broken.push('transform');
  return {
    folder: files.folder,
    ...read,
    ...(files.transform === undefined || files.twoTransforms ? {} : { transform: files.transform }),
    broken,
  };
}
