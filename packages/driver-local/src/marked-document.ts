import { canonicalJson, type Json } from '@akili/model';
import type { OwnershipMark } from '@akili/resource';

/** The body of a file of ours: an object. */
export type Body = { readonly [key: string]: Json };

/** A file that carries its ownership mark under `akili`, beside its body. */
export interface MarkedDocument {
  readonly mark: OwnershipMark;
  readonly body: Body;
}

/** The file's text: keys in canonical order, indented for people. */
export function writeDocument({ mark, body }: MarkedDocument): string {
  const whole = { ...body, akili: { tenant: mark.tenantId, digest: mark.digest } };
  return `${JSON.stringify(JSON.parse(canonicalJson(whole)), null, 2)}\n`;
}

/** Undefined where the text is no document of ours: then the file carries no mark. */
export function readDocument(text: string | undefined): MarkedDocument | undefined {
  if (text === undefined) return undefined;
  try {
    const { akili, ...body } = JSON.parse(text) as { readonly akili?: { tenant?: unknown; digest?: unknown } } & Body;
    if (typeof akili?.tenant !== 'string' || typeof akili.digest !== 'string') return undefined;
    return { mark: { tenantId: akili.tenant, digest: akili.digest }, body };
  } catch {
    return undefined;
  }
}
