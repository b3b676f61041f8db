import type { Document } from '@akili/report';
import type { GlobalOptions } from '../arguments.ts';

/** A document as the view of a profile shows it; without a profile, as it is. */
export async function limited(document: Document, { view }: Pick<GlobalOptions, 'view'>): Promise<Document> {
  if (view === undefined) return document;
  const { limitDocument } = await import('@akili/operations/view');
  return limitDocument(document, view.tenant);
}
