import { rotateByHand, type Finding } from '@akili/diagnostics';
import { nextVersion, type RotatedLogin } from '@akili/credentials';
import { loginUsername } from '@akili/model';
import { loginSlotOf, type TenantIdentity } from '@akili/resource';

/**
 * What a person has to write next where akili cannot: a staged version, or, once the engine accepts it, the staged one
 * in use. The finding (CRD222) holds the form of the secret, never a value.
 */
export async function nextByHand(
  { slug, id }: TenantIdentity,
  login: Pick<RotatedLogin, 'role' | 'read' | 'verify'> & { readonly reference: string },
): Promise<Finding> {
  const { role, reference } = login;
  const { current, next } = await login.read();
  const form = (version: string): string => {
    const username = loginUsername({ slug, id }, role, loginSlotOf(version));
    const parts =
      username === undefined
        ? '"accessKeyId": "...", "secretAccessKey": "..."'
        : `"username": "${username}", "password": "..."`;
    return `${parts}, "version": "${version}"`;
  };
  const params = { tenant: slug, role, reference };
  if (next === undefined) {
    const staged = nextVersion(current.version);
    const text = `{ ${form(current.version)}, "next": { ${form(staged)} } } with a new value for version ${staged}`;
    return rotateByHand.at(undefined, { ...params, form: text, phase: 'stage' }, { tenant: slug });
  }
  await login.verify(next.version);
  return rotateByHand.at(
    undefined,
    { ...params, form: `{ ${form(next.version)} }`, phase: 'promote' },
    { tenant: slug },
  );
}
