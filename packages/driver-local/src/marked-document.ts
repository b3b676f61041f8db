import type { Json } from '@akili/model';
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
  return `${JSON.stringify(inOrder(whole), null, 2)}\n`;
}

/** The same value with its keys in canonical order: cheaper than writing it out and reading it again. */
function inOrder(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => inOrder(item) ?? null);
  if (value === null || typeof value !== 'object') return value;
  const members = value as Body;
  const ordered = Object.create(null) as { [key: string]: Json | undefined };
  for (const key of Object.keys(members).sort()) ordered[key] = inOrder(members[key]);
  return ordered as Json;
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
