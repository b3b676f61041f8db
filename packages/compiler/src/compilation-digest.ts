import { createHash } from 'node:crypto';
import { canonicalJson, type Compilation, type CompiledProduct, type CompiledTenant } from '@akili/model';

/** The digest of a compilation under way. */
export interface CompilationDigest {
  /** Products come in the order of the compilation. */
  add(product: CompiledProduct): void;
  /** Called once, at the end. */
  finish(tenants: readonly CompiledTenant[]): string;
}

/**
 * The digest of a compilation: over the canonical JSON of everything but the digest and the diagnostics. Equal to
 * `digestOf` of that, without ever holding the text of all products at once.
 */
export function compilationDigest(head: Pick<Compilation, 'formatVersion' | 'environment'>): CompilationDigest {
  const hash = createHash('sha256');
  hash.update(`{"environment":${canonicalJson(head.environment)},"formatVersion":${head.formatVersion},"products":[`);
  let separator = '';
  return {
    add(product) {
      hash.update(`${separator}${canonicalJson(product)}`);
      separator = ',';
    },
    finish(tenants) {
      hash.update(`],"tenants":${canonicalJson(tenants)}}`);
      return `sha256:${hash.digest('hex')}`;
    },
  };
}
