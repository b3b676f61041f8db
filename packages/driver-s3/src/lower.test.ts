import fc from 'fast-check';
import type { CompiledTenant, Environment, Json } from '@akili/model';
import type { LowerInput } from '@akili/resource';
import { acmeCorp, dailyRevenue, globexInc, lowerInput, weeklySummary } from '@akili/testkit';
import { describe, expect, test } from 'vitest';
import { access, type AccessSpec } from './access.ts';
import { s3Objects } from './driver.ts';
import { lowerObjects } from './lower.ts';

const lower = (
  tenants: readonly CompiledTenant[],
  settings: { readonly [key: string]: Json } = {},
  over: Partial<LowerInput> = {},
  state: Environment['state'] = { store: 'directory' },
) => {
  const input = lowerInput(tenants, tenants[1] === globexInc ? [dailyRevenue, weeklySummary] : [], {
    objects: settings,
  });
  return lowerObjects({ ...input, ...over, environment: { ...input.environment, name: 'production', state } });
};

test('the seed comes to a bucket, its wall, and of each tenant a principal, access, a lifecycle and prefixes', () => {
  const [a, g] = [`akili-data/tenant-${acmeCorp.id}/`, `akili-data/tenant-${globexInc.id}/`];
  expect(lower([acmeCorp, globexInc]).map(({ address }) => address)).toEqual([
    `acme-corp/objects.access/${a}`,
    `acme-corp/objects.lifecycle/${a}`,
    `acme-corp/objects.prefix/${a}products/daily_revenue/data/`,
    'acme-corp/objects.principal/tenant-acme-corp',
    `globex-inc/objects.access/${g}`,
    `globex-inc/objects.lifecycle/${g}`,
    `globex-inc/objects.prefix/${g}products/weekly_transaction_summary/data/`,
    'globex-inc/objects.principal/tenant-globex-inc',
    'platform/objects.access/akili-data',
    'platform/objects.bucket/akili-data',
  ]);
});

test('a login says reference and version, and nothing of a value', () => {
  const login = {
    reference: 'vault:akili/acme-corp/objects',
    version: '4',
    previous: '3',
    generatedBy: 'acme-corp/secrets.login/objects',
  };
  const principal = lower([acmeCorp], {}, { logins: { 'acme-corp': login } }).find(
    ({ kind }) => kind === 'objects.principal',
  );
  expect(principal?.spec).toEqual({
    principal: 'tenant-acme-corp',
    reference: 'vault:akili/acme-corp/objects',
    version: '4',
    previous: '3',
    suspended: false,
  });
  expect(principal?.dependsOn).toEqual(['acme-corp/secrets.login/objects']);
});

describe('a policy that the store does not take', () => {
  const many = Array.from({ length: 40 }, (_, n): CompiledTenant => {
    const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
    return { ...acmeCorp, slug: `number-${n}`, id };
  });
  const differences = (settings: { readonly [key: string]: Json }) =>
    lower(many, settings).flatMap((one) =>
      one.kind === 'objects.access' ? [access.diff(one as never, undefined)] : [],
    );

  test('is refused before anything is written, and the reason says how long it is', () => {
    const refused = differences({ endpoint: 'https://s3.eu-west-1.amazonaws.com' });
    expect(refused.map((one) => one?.steps.length)).toEqual(refused.map(() => 0));
    expect(refused[0]?.reason).toMatch(
      /^the bucket policy of 40 tenants would take \d{5} bytes and the store takes 20480/,
    );
  });

  test('is written where the store takes more', () => {
    expect(differences({ endpoint: 'https://rgw.example.com' }).every((one) => one?.steps.length === 1)).toBe(true);
  });
});

describe('whoever the tenants are', () => {
  const slug = fc.stringMatching(/^[a-z][a-z0-9]{2,8}(-[a-z0-9]{1,5}){0,2}$/);
  const status = fc.constantFrom('active' as const, 'suspended' as const, 'archived' as const);
  const tenants = fc
    .uniqueArray(fc.record({ slug, id: fc.uuid(), status }), {
      minLength: 1,
      maxLength: 8,
      selector: ({ slug: name }) => name,
    })
    .map((all) => all.map((one): CompiledTenant => ({ ...acmeCorp, ...one })))
    .filter((all) => new Set(all.map(({ id }) => id)).size === all.length);
  const store = fc.constantFrom('directory' as const, 's3' as const);

  test('no statement lets a principal touch a key that is not under its own prefixes', () => {
    fc.assert(
      fc.property(tenants, store, (all, kind) => {
        const resources = lower(all, {}, {}, { store: kind });
        for (const resource of resources.filter(
          (one) => one.kind === 'objects.access' && one.tenant.slug !== 'platform',
        )) {
          const tenant = all.find((one) => one.slug === resource.tenant.slug) as CompiledTenant;
          expect(tenant.status).not.toBe('archived');
          for (const statement of Object.values((resource.spec as AccessSpec).statements)) {
            expect(statement['Principal']).toEqual({ AWS: [`arn:aws:iam:::user/tenant-${tenant.slug}`] });
            // The platform's state and journal are read where the state lies here, and are never written.
            const isShared = reaches(statement, 'akili-state/production/platform/state.json');
            if (isShared) expect([kind, statement['Action']]).toEqual(['s3', ['s3:GetObject']]);
            expect(reaches(statement, 'akili-state/production/platform/lease.json')).toBe(false);
            for (const other of all) {
              const keys = [
                `tenant-${other.id}/x`,
                `akili-state/production/${other.slug}/state.json`,
                'x',
                `tenant-${other.id}`,
              ];
              for (const key of keys)
                if (reaches(statement, key)) {
                  expect(other.slug).toBe(tenant.slug);
                  expect(key).toMatch(/\//);
                }
            }
            const actions = statement['Action'] as readonly string[];
            expect(actions.every((action) => may[tenant.status].includes(action))).toBe(true);
          }
        }
      }),
      { seed: 20260301, numRuns: 200 },
    );
  });

  test('what is lowered does not depend on the order of tenants, and nobody names another', () => {
    fc.assert(
      fc.property(tenants, (all) => {
        expect(lower(all.toReversed())).toEqual(lower(all));
        for (const { spec, tenant } of lower(all)) {
          const text = JSON.stringify(spec);
          for (const other of all) if (other.slug !== tenant.slug) expect(text).not.toContain(other.id);
        }
      }),
      { seed: 20260302, numRuns: 100 },
    );
  });
});

const writing = [
  's3:AbortMultipartUpload',
  's3:DeleteObject',
  's3:GetObject',
  's3:ListMultipartUploadParts',
  's3:PutObject',
];
const may = {
  active: ['s3:ListBucket', ...writing],
  suspended: ['s3:ListBucket', 's3:GetObject'],
  archived: [] as readonly string[],
};

/** Whether a key is touched, or shown by a listing: patterns are read as stores read them. */
function reaches(statement: { readonly [member: string]: Json }, key: string): boolean {
  const condition = statement['Condition'] as { StringLike: { 's3:prefix': readonly string[] } } | undefined;
  const patterns = (statement['Resource'] as readonly string[]).map((one) =>
    one.replace(/^arn:aws:s3:::akili-data\/?/, ''),
  );
  if (condition !== undefined) return condition.StringLike['s3:prefix'].some((pattern) => matches(pattern, key));
  return patterns.some((pattern) => pattern === '' || matches(pattern, key));
}

function matches(pattern: string, key: string): boolean {
  return new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(key);
}

test('the order of steps is identities, bucket, access, lifecycle, prefixes', () => {
  const ranks = s3Objects.types.map(({ kind, rank }) => [kind, rank]);
  expect(ranks).toEqual([
    ['objects.principal', 10],
    ['objects.bucket', 20],
    ['objects.access', 22],
    ['objects.lifecycle', 23],
    ['objects.prefix', 25],
  ]);
});
