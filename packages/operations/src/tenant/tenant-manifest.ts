import { stringify } from 'yaml';
import { Refused } from '../change/refused.ts';

/** What is said of a tenant that shall be. */
export interface NewTenant {
  readonly slug: string;
  /** A lower-case UUID. */
  readonly id: string;
  /** Undefined: the slug. */
  readonly displayName: string | undefined;
  readonly teams: readonly string[];
  /** `products=50`, `memory=64Gi`, `topics=none`: over the defaults. */
  readonly quotas: readonly string[];
}

/** What a new tenant may use in all, until its manifest says otherwise. */
const defaultQuotas: { readonly [name: string]: string } = {
  products: '20',
  cpu: '8',
  memory: '32Gi',
  topics: '100',
  storage: '500Gi',
  connections: '20',
};

/** The text of `tenant.yaml`. Credentials are left to the convention, so that there is one place that knows it. */
export function tenantManifest({ slug, id, displayName = slug, teams, quotas }: NewTenant): string {
  const limits = { ...defaultQuotas };
  for (const written of quotas) {
    const [name = '', value = ''] = split(written);
    if (!Object.hasOwn(defaultQuotas, name) || value === '') {
      const known = Object.keys(defaultQuotas).join(', ');
      throw new Refused(`\`--quota ${written}\` is no limit: write \`NAME=VALUE\`, with a name of ${known}.`);
    }
    if (value === 'none') delete limits[name];
    else limits[name] = value;
  }
  const entries = Object.entries(limits).map(([name, value]) => `${name}: ${quantity(name, value)}`);
  return [
    'apiVersion: akili/v1',
    'kind: Tenant',
    `id: ${scalar(id)} # never changes`,
    `slug: ${slug} # never changes`,
    `displayName: ${scalar(displayName)}`,
    'status: active',
    // Without a list governance may name any team; with one, only those.
    ...(teams.length === 0 ? [] : [`teams: [${teams.map(scalar).join(', ')}]`]),
    `quotas: ${entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`}`,
    '',
  ].join('\n');
}

function split(written: string): readonly string[] {
  const at = written.indexOf('=');
  return at < 0 ? [written] : [written.slice(0, at).trim(), written.slice(at + 1).trim()];
}

/** Counts are numbers, cores are text as Kubernetes writes them. */
function quantity(name: string, value: string): string {
  if (name === 'cpu') return JSON.stringify(value);
  return /^\d{1,9}$/.test(value) ? value : scalar(value);
}

/** A text as YAML writes it on one line, quoted where it must be. */
function scalar(text: string): string {
  const plain = stringify(text, { lineWidth: 0 }).trimEnd();
  return /[\n,[\]{}#]/.test(plain) && !plain.startsWith('"') ? JSON.stringify(text) : plain;
}
