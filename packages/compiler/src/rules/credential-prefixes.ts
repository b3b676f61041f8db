import { nameCoversAnother, type Finding } from '@akili/diagnostics';
import { environmentPrefix, type Platform } from '@akili/model';
import { allowedPrefixes } from '../allowed-references.ts';
import type { Rule } from '../rule.ts';

interface Allowed {
  readonly slug: string;
  readonly prefix: string;
}

/** What akili.yaml allows one tenant never reaches what another one or the platform uses, nor lies in it. */
export const credentialPrefixesRule: Rule = {
  name: 'credential-prefixes',
  repository({ repository: { platform, tenants } }) {
    const all = tenants
      .flatMap(({ slug }) => allowedPrefixes(platform, slug).map((prefix) => ({ slug, prefix })))
      .sort((a, b) => (a.prefix < b.prefix ? -1 : a.prefix > b.prefix ? 1 : 0));
    const owners = new Map(tenants.map(({ slug }) => [variablesOf(slug), slug]));
    const own = platformReferences(platform);
    return tenants.flatMap(({ slug }): readonly Finding[] =>
      (Object.hasOwn(platform.allowedCredentials, slug) ? (platform.allowedCredentials[slug] ?? []) : []).flatMap(
        (prefix, index): readonly Finding[] => {
          const owner = owners.get(spaceOf(prefix));
          const ofAnother = reachesAnother(all, slug, prefix) || (owner !== undefined && owner !== slug);
          const ofPlatform = prefix.startsWith(platformVariables) || own.some((one) => one.startsWith(prefix));
          if (!ofAnother && !ofPlatform) return [];
          const whose = ofAnother ? 'another tenant of this repository' : 'the platform';
          const place = { file: 'akili.yaml', path: ['credentials', 'allow', slug, index] };
          return [nameCoversAnother.at(place, { what: 'credential prefix', name: prefix, whose }, { tenant: slug })];
        },
      ),
    );
  },
};

const variablesOf = (slug: string): string => `env:${environmentPrefix(slug)}`;
const platformVariables = variablesOf('platform');

/** Whose variables a prefix lies among: slugs have no double underscore, so the first one ends their name. */
function spaceOf(prefix: string): string {
  return /^env:.*?__/.exec(prefix)?.[0] ?? '';
}

/** What the platform itself signs in with. */
function platformReferences(platform: Platform): readonly string[] {
  const engines = platform.environments.flatMap((environment) => Object.values(environment.engines));
  return [platformVariables, ...engines.flatMap((engine) => engine.credentials ?? [])];
}

/** Sorted prefixes that begin with `prefix` stand together, from the first that is not below it. */
function reachesAnother(sorted: readonly Allowed[], slug: string, prefix: string): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as Allowed).prefix < prefix) low = middle + 1;
    else high = middle;
  }
  for (let at = low; sorted[at]?.prefix.startsWith(prefix); at += 1) if (sorted[at]?.slug !== slug) return true;
  return false;
}
