import { credentialsMissing, exitCodes, type Finding } from '@akili/diagnostics';
import { expectedForm, type Secrets, type SecretPurpose } from '@akili/credentials';
import { Stopped } from './stopped.ts';

/** A secret that something needs, and for which engine. */
export interface NeededCredential {
  readonly tenant: string;
  readonly reference: string;
  readonly role: SecretPurpose;
}

const problems: { readonly [code: string]: string } = {
  CRD201: 'is not a reference',
  CRD202: "is not on the tenant's list",
  CRD203: 'is not set',
  CRD204: 'is of a kind that is not looked up here',
  CRD205: 'cannot be read',
  CRD206: 'has not the right form',
  CRD207: 'may not be read from here',
};

/** Looks every secret up; ends the operation with one finding that names all that cannot be had, and how to set them. */
export async function requireCredentials(needed: readonly NeededCredential[], secrets: Secrets): Promise<void> {
  const known = new Map(needed.map((one) => [JSON.stringify([one.tenant, one.reference, one.role]), one]));
  const missing = await Promise.all(
    [...known.values()].map(async ({ tenant, reference, role }) => {
      const { findings } = await secrets.resolve(tenant, reference, role);
      const [finding] = findings;
      if (finding === undefined) return [];
      return [
        {
          reference: shown(finding, reference),
          use: `${tenant}, ${role}`,
          problem: why(finding),
          expected: expectedForm(role),
        },
      ];
    }),
  );
  const all = missing.flat().toSorted((a, b) => (a.use + a.reference < b.use + b.reference ? -1 : 1));
  if (all.length === 0) return;
  throw new Stopped({ findings: [credentialsMissing.at(undefined, { missing: all })] }, exitCodes.refused);
}

/** What is not a reference may be a secret. */
function shown({ code }: Finding, reference: string): string {
  return code === 'CRD201' ? '...' : reference;
}

/** Stores say why they refuse or cannot be reached; a value's form says what it lacks. Never a value. */
function why({ code, message }: Finding): string {
  const said = problems[code] ?? 'cannot be had';
  const reason = /^(?:CRD205|CRD207)$/.test(code) ? /`[^`]*`[^:]*: (.*)\.$/s.exec(message)?.[1] : undefined;
  const form = code === 'CRD206' ? /^The value of `[^`]*` (.*)\.$/s.exec(message)?.[1] : undefined;
  return form ?? (reason === undefined ? said : `${said} (${reason})`);
}
