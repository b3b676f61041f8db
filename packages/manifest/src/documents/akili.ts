import { choice, flag, form, integer, list, map, object, optional, scalar, text, word } from '../schema/build.ts';
import { forms } from '../schema/forms.ts';
import type { Written } from '../schema/schema.ts';

const credentials = optional(form('Reference to the secret of the platform for this engine.', forms.credential));
const host = optional(text('Host name.', { maxLength: 253 }));
const port = optional(integer('Port.', { minimum: 1, maximum: 65535 }));

const analytics = object('The engine that runs transforms and analytic queries.', {
  driver: choice('Driver.', ['starrocks', 'duckdb']),
  host,
  port,
  tls: optional(flag('Whether the connection is encrypted; on unless the server is on this machine.')),
  ca: optional(text("PEM file of the authority of the server's certificate, from the repository's root.")),
  iceberg: optional(object('The Iceberg REST catalog.', { uri: text('Address of the catalog.') })),
  backendMemory: optional(text('Memory of one backend, of which quotas are a part: `64Gi`.')),
  credentials,
});
const lookup = object('The engine that answers point reads.', {
  driver: choice('Driver.', ['postgres']),
  host,
  port,
  database: optional(text('Database.', { maxLength: 63 })),
  tls: optional(flag('Whether the connection is encrypted; on unless the server is on this machine.')),
  ca: optional(text("PEM file of the authority of the server's certificate, from the repository's root.")),
  isolation: optional(choice('A schema per tenant (default) or a database per tenant.', ['schema', 'database'])),
  credentials,
});
const objects = object('Where the data lies.', {
  driver: choice('Driver.', ['s3', 'local']),
  endpoint: optional(text('Address of the object store.')),
  bucket: optional(text('Bucket of all tenants.', { maxLength: 63 })),
  region: optional(text('Region.')),
  adminEndpoint: optional(text('Address of the Admin Ops API of Ceph; `<endpoint>/admin` without it.')),
  principals: optional(
    choice(
      'Who makes the users of tenants: this tool, through the Admin Ops API of Ceph (default), or somebody else.',
      ['rgw', 'external'],
    ),
  ),
  account: optional(text('Account in the names of users that somebody else makes.', { maxLength: 64 })),
  timeoutSeconds: optional(integer('Longest wait for an answer, in seconds; 30.', { minimum: 1, maximum: 600 })),
  policyBytes: optional(
    integer('What the bucket policy may take; 20480 on AWS, 1000000 elsewhere.', { minimum: 1024, maximum: 10000000 }),
  ),
  abandonedUploadDays: optional(
    integer('Days after which parts of unfinished uploads go; 7.', { minimum: 1, maximum: 365 }),
  ),
  credentials,
});
const events = object('Where events are announced.', {
  driver: choice('Driver.', ['kafka', 'local']),
  brokers: optional(list('Brokers, host:port.', text('Broker.'), { minItems: 1 })),
  partitions: optional(integer('Partitions of a new topic.', { minimum: 1, maximum: 10000 })),
  replication: optional(integer('Replicas of a new topic.', { minimum: 1, maximum: 100 })),
  configs: optional(map('Settings of every topic, as the broker names them.', scalar('Value.'), forms.topicSetting)),
  quotas: optional(
    object('What each login of a tenant may use of each broker; what is left out has no limit.', {
      producerBytesPerSecond: optional(integer('Bytes a second that it may send.', { minimum: 1 })),
      consumerBytesPerSecond: optional(integer('Bytes a second that it may fetch.', { minimum: 1 })),
      requestPercentage: optional(integer('Share of a thread of the broker, in percent.', { minimum: 1 })),
      mutationsPerSecond: optional(integer('Partitions a second that it may make or delete.', { minimum: 1 })),
    }),
  ),
  mechanism: optional(choice('How logins prove themselves.', ['SCRAM-SHA-256', 'SCRAM-SHA-512'])),
  tls: optional(flag('Encrypted connections; by default unless every broker is on this machine.')),
  ca: optional(text("PEM file of the authority of the brokers' certificates, from the repository's root.")),
  timeoutSeconds: optional(integer('Longest wait for an answer, in seconds; 20.', { minimum: 1, maximum: 600 })),
  flavor: optional(choice('Which broker it is, where that makes a difference.', ['kafka', 'redpanda'])),
  admin: optional(text("Address of Redpanda's admin API, for logins where its Kafka API has none.")),
  trusted: optional(
    list('Principals of the platform that may reach every tenant: `User:monitor`.', text('Principal.')),
  ),
  credentials,
});
const compute = object('What runs the products.', {
  driver: choice('Driver.', ['dagster', 'local']),
  url: optional(text('Address of its GraphQL interface.')),
  directory: optional(
    text('Folder that the code locations see too: manifests are written there instead of to the object store.'),
  ),
  cdc: optional(
    choice('What a run does with a `cdc` input: refuse it (default), or load what its cursor shows as new.', [
      'refuse',
      'incremental',
    ]),
  ),
  auth: optional(choice('Whether requests carry a token (default), or a proxy alone decides.', ['token', 'none'])),
  header: optional(text('Header that carries the token; `Authorization: Bearer` without it.', { maxLength: 64 })),
  timeoutSeconds: optional(integer('Longest wait for an answer, in seconds; 60.', { minimum: 1, maximum: 600 })),
  credentials,
});

const environment = object('An environment: `embedded: true`, or an engine for every role.', {
  embedded: optional(flag('DuckDB, PGlite and directories under `.akili/<name>`; needs nothing but Node.')),
  analytics: optional(analytics),
  lookup: optional(lookup),
  objects: optional(objects),
  events: optional(events),
  compute: optional(compute),
  state: optional(
    object('Where the record of what was applied lives.', {
      store: choice('Store.', ['directory', 'postgres', 's3']),
    }),
  ),
  secrets: optional(
    object('Where the credentials of new tenants are written.', {
      store: choice('Store.', ['vault', 'awssm', 'file']),
      path: optional(text('Path; `{tenant}` stands for the slug.')),
    }),
  ),
  plans: optional(
    object('What a saved plan must show before it is applied.', {
      signed_by: list('Public keys, one of which must have signed it.', form('Ed25519 public key.', forms.publicKey)),
    }),
  ),
  vars: optional(map('Values for `var()`; tenants and products may override them.', scalar('Value.'), forms.variable)),
});

/** `akili.yaml`: environments, engines, defaults. */
export const akiliDocument = object('The platform: its environments, their engines, and what tenants may use.', {
  apiVersion: word('Version of the format.', 'akili/v1'),
  kind: word('Kind of the document.', 'Platform'),
  defaults: optional(
    object('What holds where nothing else is said.', {
      environment: optional(form('Environment of commands without `--env`.', forms.environment)),
    }),
  ),
  environments: map('Environments by name.', environment, forms.environment),
  auth: optional(
    object('How the tokens of profiles are verified; `jwks` or `key` says where the public keys are.', {
      issuer: text('Who issues tokens: their claim `iss`.', { maxLength: 2048 }),
      audience: text('For whom they are issued: one of their claim `aud`.', { maxLength: 2048 }),
      jwks: optional(
        text("A JSON Web Key Set: an `https` address, or a file's path from the repository's root.", {
          maxLength: 2048,
        }),
      ),
      key: optional(text("A public key in PEM: a file's path from the repository's root.", { maxLength: 1024 })),
    }),
  ),
  credentials: optional(
    object('Which secrets tenants may name.', {
      allow: optional(
        map(
          'Beginnings of references that a tenant may use beyond `env:AKILI_<SLUG>__*`, by slug.',
          list('References.', form('Beginning of a reference.', forms.credentialPrefix)),
          forms.slug,
        ),
      ),
    }),
  ),
});
export type WrittenPlatform = Written<typeof akiliDocument>;
export type WrittenEnvironment = Written<typeof environment>;
