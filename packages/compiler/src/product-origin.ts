import type { Location } from '@akili/diagnostics';
import type { Locator } from '@akili/manifest';
import type { Product, Tenant } from '@akili/model';
import { productPlace, tenantPlace } from './places.ts';

/** Plain keys of one line each, so that the next `name` is the product's; linear in the text, whatever it is. */
const plainKeys = /^(?:(?:#[^\n]*|[ \t]*)\n)*product:[ \t]*\n(?: +[a-z]+: +(?:"[^"\n]*"|[^\n"'|>{[&*]*)\n)*$/;
const nameLine = /^ +name: +(["']?)([a-z0-9_]+)\1 *$/gm;

/**
 * Where plan changes of a product point: its name in product.yaml. Every product needs this, so the usual form of
 * the line is read here; `locate`, which reads the file a second time, is for all others.
 */
export function productOrigin(product: Product, text: string | undefined, locate: Locator): Location {
  const place = productPlace(product, 'name');
  const matches = text === undefined ? [] : [...text.matchAll(nameLine)];
  const [only, ...more] = matches;
  if (text === undefined || only === undefined || more.length > 0 || only[2] !== product.name) return locate(place);
  // Anything but plain keys before it could make this another `name`.
  const before = text.slice(0, only.index);
  if (!plainKeys.test(before)) return locate(place);
  const line = before.split('\n').length;
  const column = only[0].lastIndexOf(product.name) + 1;
  return {
    file: place.file,
    range: { start: { line, column }, end: { line, column: column + product.name.length } },
  };
}

/** Lines at the beginning of a text that are plain top-level keys of one line, or comments. */
const topKeys = /^(?:(?:#[^\n]*|[a-zA-Z]+: +(?:"[^"\n]*"|[^\n"'|>{[&*]*))?\n)*$/;

/** Where plan changes of a tenant point: its slug in tenant.yaml. The usual form of the line is read here as well. */
export function tenantOrigin(tenant: Tenant, text: string | undefined, locate: Locator): Location {
  const place = tenantPlace(tenant, 'slug');
  const match = text === undefined ? null : /^slug: +(["']?)([a-z0-9-]+)\1 *$/m.exec(text);
  if (text === undefined || match === null || match[2] !== tenant.slug) return locate(place);
  const before = text.slice(0, match.index);
  if (!topKeys.test(before)) return locate(place);
  const line = before.split('\n').length;
  const column = match[0].indexOf(tenant.slug, 'slug:'.length) + 1;
  return {
    file: place.file,
    range: { start: { line, column }, end: { line, column: column + tenant.slug.length } },
  };
}
