import { createHash } from 'node:crypto';
import { canonicalJson, type Compilation } from '@akili/model';

/**
 * The digest of a compilation: over the canonical JSON of everything but the digest and the diagnostics. Equal to
 * `digestOf` of that, without ever holding the text of all products at once.
 */
export function compilationDigest(body: Omit<Compilation, 'digest' | 'diagnostics'>): string {
  const hash = createHash('sha256');
  hash.update(`{"environment":${canonicalJson(body.environment)},"formatVersion":${body.formatVersion},"products":[`);
  body.products.forEach((product, at) => hash.update(`${at === 0 ? '' : ','}${canonicalJson(product)}`));
  hash.update(`],"tenants":${canonicalJson(body.tenants)}}`);
  return `sha256:${hash.digest('hex')}`;
}
