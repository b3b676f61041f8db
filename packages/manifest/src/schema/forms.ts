import { namePattern, slugPattern, uuidPattern } from '@akili/model';

/** A form that texts of manifests have, with the words that messages use for it. */
export interface Form {
  readonly name: string;
  /** ECMAScript source, anchored. */
  readonly pattern: string;
  /** Completes the sentence "`x` is not ...". */
  readonly means: string;
  readonly examples: readonly string[];
}

/** Every form by its name: schemas carry the name as `x-form`, messages look it up here. */
export const forms = {
  slug: {
    name: 'slug',
    pattern: slugPattern.source,
    means: 'a slug: 3 to 63 lower-case letters and digits that begin with a letter, words joined by single hyphens',
    examples: ['acme-corp'],
  },
  team: {
    name: 'team',
    pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$',
    means: 'a team: lower-case letters and digits that begin with a letter, words joined by single hyphens',
    examples: ['sales-analytics'],
  },
  name: {
    name: 'name',
    pattern: namePattern.source,
    means: 'a name: lower-case letters and digits that begin with a letter, words joined by single underscores',
    examples: ['daily_revenue'],
  },
  connection: {
    name: 'connection',
    pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$',
    means: 'a connection name: lower-case letters and digits that begin with a letter, words joined by single hyphens',
    examples: ['acme-orders-db'],
  },
  publicKey: {
    name: 'publicKey',
    pattern: '^MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}=$',
    means: 'an Ed25519 public key: one line of base64, as `openssl pkey -pubout -outform DER | base64` writes it',
    examples: ['MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE='],
  },
  environment: {
    name: 'environment',
    pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$',
    means: 'an environment name: lower-case letters and digits that begin with a letter, joined by single hyphens',
    examples: ['production'],
  },
  variable: {
    name: 'variable',
    pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
    means: 'a variable name: letters, digits and underscores that do not begin with a digit',
    examples: ['currency'],
  },
  topicSetting: {
    name: 'topicSetting',
    pattern: '^[a-z]+([.-][a-z]+)*$',
    means: 'a setting of topics: lower-case words joined by dots',
    examples: ['retention.ms'],
  },
  uuid: {
    name: 'uuid',
    pattern: uuidPattern.source,
    means: 'a UUID in lower case',
    examples: ['6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d'],
  },
  version: {
    name: 'version',
    pattern:
      '^(?=.{5,64}$)(0|[1-9][0-9]{0,8})\\.(0|[1-9][0-9]{0,8})\\.(0|[1-9][0-9]{0,8})' +
      '(-(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)(\\.(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*)?' +
      '(\\+[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?$',
    means: 'a semantic version: MAJOR.MINOR.PATCH, with a pre-release such as -rc.1 where there is one',
    examples: ['1.0.0'],
  },
  duration: {
    name: 'duration',
    pattern: '^[1-9][0-9]{0,5}[smhd]$',
    means: 'a duration: a whole number and one of the units s, m, h, d',
    examples: ['10m', '1h', '30d'],
  },
  cpu: {
    name: 'cpu',
    pattern: '^(?!0+(\\.0+)?m?$)([0-9]{1,7}m|[0-9]{1,4}(\\.[0-9]{1,3})?)$',
    means: 'an amount of cpu in Kubernetes notation: cores, or thousandths of a core with the unit m',
    examples: ['500m', '2'],
  },
  bytes: {
    name: 'bytes',
    pattern: '^(?!0+(\\.0+)?([A-Za-z]|$))[0-9]{1,15}(\\.[0-9]{1,3})?([KMGTPE]i|[kMGTPEm]|[eE][0-9]{1,2})?$',
    means:
      'an amount of bytes in Kubernetes notation: a number with Ki, Mi, Gi, Ti, Pi, Ei, k, M, G, T, P, E or no unit',
    examples: ['512Mi', '2Gi'],
  },
  decimal: {
    name: 'decimal',
    pattern: '^-?[0-9]{1,38}(\\.[0-9]{1,38})?$',
    means: 'a decimal number of at most 38 digits before the point and 38 after it',
    examples: ['0', '0.05'],
  },
  credential: {
    name: 'credential',
    pattern:
      '^(env:[A-Za-z_][A-Za-z0-9_]*|file:[^#\\s]+#[^#\\s]+|vault:[^#\\s/]+/[^#\\s]+#[^#\\s]+|awssm:[^#\\s]+#[^#\\s]+)$',
    means: 'a credential reference: env:NAME, file:path#key, vault:mount/path#key or awssm:name#key',
    examples: ['env:AKILI_ACME_CORP__ORDERS_DB', 'vault:akili/acme-corp/orders#value'],
  },
  credentialPrefix: {
    name: 'credentialPrefix',
    pattern: '^(env:[A-Za-z_][A-Za-z0-9_]*|(file|vault|awssm):[^#\\s]+(#[^#\\s]*)?)$',
    means: 'the beginning of a credential reference: env:, file:, vault: or awssm: and at least one character',
    examples: ['vault:akili/acme-corp/'],
  },
  identifier: {
    name: 'identifier',
    pattern: /^[^\u0000-\u001f\u007f]{1,128}$/.source,
    means: 'a name of 1 to 128 characters without control characters',
    examples: [],
  },
} as const satisfies { readonly [name: string]: Form };
