import { loginReference, principalName, topicNames, type CompiledTenant, type Environment } from '@akili/model';
import { byAddress, eventsTopicAddress, loginSlotOf } from '@akili/resource';
import type { Address, LoginCredential, LowerInput, Resource } from '@akili/resource';
import { accessAddress, quotaAddress, userAddress } from './addresses.ts';
import { capabilitiesOf, keptConfigs, knownLimits, refusedReplication } from './capabilities.ts';
import { settingsOf, type KafkaSettings } from './settings.ts';
import type { AccessSpec, QuotaSpec, TopicSpec, UserSpec } from './specs.ts';
import { prefixOf, tenantAcls } from './tenant-access.ts';

/** Kafka's default for SHA-512, and what its own command line takes where nobody says. */
const iterations = 8192;

/**
 * Two topics a product; for each tenant its logins, their ACLs and limits. An archived tenant keeps its topics and has
 * no way to them.
 */
export function lower({ compilation, environment, logins = {} }: LowerInput): readonly Resource[] {
  const settings = settingsOf(environment);
  const tenants = new Map(compilation.tenants.map((tenant) => [tenant.slug, tenant]));
  const perTenant = compilation.tenants
    .filter(({ status }) => status !== 'archived')
    .flatMap((tenant) => lowerTenant(tenant, settings, logins[tenant.slug] ?? conventional(environment, tenant)));
  const topics = compilation.products.flatMap((product) => {
    const tenant = tenants.get(product.tenant);
    if (tenant === undefined) throw new Error(`${product.folder} belongs to no tenant of the compilation`);
    return Object.values(topicNames(tenant.slug, product.name)).map((topic): Resource<TopicSpec> => ({
      address: eventsTopicAddress(tenant.slug, topic),
      tenant: { slug: tenant.slug, id: tenant.id },
      kind: 'events.topic',
      name: topic,
      spec: topicSpec(topic, settings),
      dependsOn: tenant.status === 'archived' ? [] : [accessAddress(tenant.slug)],
      product: product.name,
      origin: product.origin,
    }));
  });
  return [...perTenant, ...topics].sort(byAddress);
}

function topicSpec(topic: string, settings: KafkaSettings): TopicSpec {
  const capabilities = capabilitiesOf(settings.flavor);
  const refused = refusedReplication(capabilities, settings.replication);
  return {
    topic,
    partitions: settings.partitions,
    replication: settings.replication,
    configs: keptConfigs(capabilities, settings.configs),
    ...(refused === undefined ? {} : { refused }),
  };
}

function conventional(environment: Environment, tenant: CompiledTenant): LoginCredential {
  return { reference: loginReference(environment, tenant.slug, 'events', tenant.credentials), version: '0' };
}

function lowerTenant(tenant: CompiledTenant, settings: KafkaSettings, login: LoginCredential): readonly Resource[] {
  const { slug, origin } = tenant;
  const identity = { slug, id: tenant.id };
  const versions = login.previous === undefined ? [login.version] : [login.version, login.previous];
  const users = versions.map((version) => ({ user: principalName(slug, loginSlotOf(version)), version }));
  const shared = { tenant: identity, origin };
  const userResources = users.map(({ user, version }): Resource<UserSpec> => ({
    ...shared,
    address: userAddress(slug, user),
    kind: 'events.user',
    name: user,
    spec: {
      user,
      mechanism: settings.mechanism,
      iterations,
      shown: settings.admin === undefined ? 'described' : 'listed',
      reference: login.reference,
      version,
    },
    dependsOn: login.generatedBy === undefined || version !== login.version ? [] : [login.generatedBy],
  }));
  const access: Resource<AccessSpec> = {
    ...shared,
    address: accessAddress(slug),
    kind: 'events.access',
    name: prefixOf(slug),
    spec: {
      prefix: prefixOf(slug),
      acls: tenantAcls(
        slug,
        tenant.status,
        users.map(({ user }) => user),
      ),
    },
    dependsOn: userResources.map(({ address }) => address).sort(),
  };
  const limits = knownLimits(capabilitiesOf(settings.flavor), settings.quotas);
  return [...userResources, access, ...(Object.keys(limits).length === 0 ? [] : users.map(quota))];

  function quota({ user }: { readonly user: string }): Resource<QuotaSpec> {
    const dependsOn: readonly Address[] = [userAddress(slug, user)];
    return {
      ...shared,
      address: quotaAddress(slug, user),
      kind: 'events.quota',
      name: user,
      spec: { user, limits },
      dependsOn,
    };
  }
}
