/** What a token says of its holder, under the names of the platform. Nothing of it is trusted before it is verified. */
export interface Claims {
  readonly subject: string;
  readonly email: string | undefined;
  /** UUID, lower case. */
  readonly tenantId: string;
  readonly teams: readonly string[];
  /** `developer`, `deployer`; the other page has `admin`, `developer`, `viewer`. */
  readonly roles: readonly string[];
  /** The highest classification that the holder may see, as the platform writes it. */
  readonly clearance: string | undefined;
  /** Seconds since 1970. */
  readonly issuedAt: number | undefined;
  readonly expiresAt: number;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The claims of a verified payload, or what is wrong with them. The platform documents two sets of names: `tenant_id` and
 * `roles` in its pages on security, `akili_tenant_id` and `akili_roles` in those on the API. Both are read; a token with
 * both must say the same.
 */
export function readClaims(payload: { readonly [claim: string]: unknown }): Claims | string {
  const ids = ['tenant_id', 'akili_tenant_id'].flatMap((claim) =>
    payload[claim] === undefined ? [] : [[claim, payload[claim]] as const],
  );
  const [first] = ids;
  if (first === undefined) return 'it has no claim `tenant_id`';
  const [claim, tenantId] = first;
  if (typeof tenantId !== 'string' || !uuid.test(tenantId.toLowerCase()))
    return `its claim \`${claim}\` is not the id of a tenant`;
  if (ids.some(([, other]) => other !== tenantId)) return 'its claims `tenant_id` and `akili_tenant_id` differ';
  const { sub, exp, iat, email, data_classification_clearance: clearance } = payload;
  if (typeof sub !== 'string' || sub === '') return 'it has no claim `sub`';
  if (typeof exp !== 'number') return 'it has no claim `exp`';
  return {
    subject: sub,
    email: typeof email === 'string' ? email : undefined,
    tenantId: tenantId.toLowerCase(),
    teams: texts(payload['teams']),
    roles: [...new Set([...texts(payload['roles']), ...texts(payload['akili_roles'])])].sort(),
    clearance: typeof clearance === 'string' ? clearance : undefined,
    issuedAt: typeof iat === 'number' ? iat : undefined,
    expiresAt: exp,
  };
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
