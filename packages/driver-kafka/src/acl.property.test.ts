import { acmeCorp } from '@akili/testkit';
import { slugPattern, namePattern, topicNames } from '@akili/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromWire, toWire } from './acl-codes.ts';
import { touches, type Acl } from './acl.ts';
import { foreignAcls } from './foreign-acls.ts';
import { prefixOf, tenantAcls } from './tenant-access.ts';

/** Slugs that begin alike more often than chance would have it. */
const slug = fc
  .array(fc.constantFrom('acme', 'acmes', 'corp', 'eu', 'a', 'b2'), { minLength: 1, maxLength: 3 })
  .map((words) => words.join('-'))
  .filter((text) => slugPattern.test(text));
const name = fc.stringMatching(namePattern).filter((text) => text.length < 60);

/** What a broker decides: an ACL is about a name when it is that name, begins it, or is `*`. */
function applies(acl: Acl, resource: string, text: string): boolean {
  if (acl.resource !== resource) return false;
  return acl.pattern === 'PREFIXED' ? text.startsWith(acl.name) : acl.name === '*' || acl.name === text;
}

test('no ACL of a tenant is about a name of another, and all of them are about its own', () => {
  fc.assert(
    fc.property(
      slug,
      slug,
      name,
      fc.constantFrom('active' as const, 'suspended' as const),
      (one, other, product, status) => {
        fc.pre(one !== other);
        const acls = tenantAcls(one, status, [`tenant-${one}`, `tenant-${one}--b`]);
        expect(acls.length).toBeGreaterThan(0);
        for (const acl of acls) {
          for (const topic of Object.values(topicNames(other, product)))
            expect(applies(acl, acl.resource, topic)).toBe(false);
          for (const topic of Object.values(topicNames(one, product)))
            expect(applies(acl, acl.resource, topic)).toBe(true);
        }
      },
    ),
    { seed: 4, numRuns: 300 },
  );
});

test('no tenant’s ACLs are foreign access to another tenant', () => {
  fc.assert(
    fc.property(slug, slug, (one, other) => {
      fc.pre(one !== other);
      expect(foreignAcls(tenantAcls(one, 'active', [`tenant-${one}`]), other, new Set())).toEqual([]);
    }),
    { seed: 5, numRuns: 300 },
  );
});

const anyAcl: fc.Arbitrary<Acl> = fc.record({
  principal: fc.constantFrom('User:x', 'User:*', 'User:tenant-acme-corp', 'User:tenant-acme'),
  host: fc.constantFrom('*', '10.0.0.1'),
  permission: fc.constantFrom('ALLOW' as const, 'DENY' as const),
  operation: fc.constantFrom('ALL', 'READ', 'WRITE', 'ALTER_CONFIGS', '#99'),
  resource: fc.constantFrom(
    'TOPIC' as const,
    'GROUP' as const,
    'CLUSTER' as const,
    'TRANSACTIONAL_ID' as const,
    '#42' as const,
  ),
  pattern: fc.constantFrom('LITERAL' as const, 'PREFIXED' as const),
  name: fc.constantFrom('*', 'a', 'acme', 'acme-corp', 'acme-corp.', 'acme-corp.revenue', 'acme-corporate.x', 'b'),
});

test('whatever lets a stranger reach one name of a tenant is foreign access', () => {
  fc.assert(
    fc.property(anyAcl, name, (acl, product) => {
      const reached = Object.values(topicNames('acme-corp', product)).some((topic) =>
        applies(acl, acl.resource, topic),
      );
      const space = ['TOPIC', 'GROUP', 'TRANSACTIONAL_ID'].includes(acl.resource);
      const stranger = acl.principal !== 'User:tenant-acme-corp' && acl.permission === 'ALLOW';
      if (reached && space && stranger) expect(foreignAcls([acl], acmeCorp.slug, new Set())).toHaveLength(1);
      if (!touches(acl, prefixOf('acme-corp'))) expect(foreignAcls([acl], acmeCorp.slug, new Set())).toEqual([]);
    }),
    { seed: 6, numRuns: 500 },
  );
});

test('an ACL goes over the wire and back with all of its seven fields', () => {
  fc.assert(
    fc.property(anyAcl, (acl) => {
      const wire = toWire(acl);
      expect(Object.values(wire)).toHaveLength(7);
      expect(Object.values(wire).every((field) => field !== '' && field !== 1 && field !== null)).toBe(true);
      expect(fromWire(wire)).toEqual(acl);
    }),
    { seed: 7 },
  );
});

test('an ACL of which a field is missing is never sent: as a filter it would delete every value of it', () => {
  const acl: Acl = {
    principal: 'User:x',
    host: '*',
    permission: 'ALLOW',
    operation: 'READ',
    resource: 'TOPIC',
    pattern: 'LITERAL',
    name: 'x',
  };
  for (const field of ['principal', 'host', 'operation', 'resource', 'name'] as const)
    expect(() => toWire({ ...acl, [field]: '' })).toThrow('an ACL must be named by all of its fields');
});
