/**
 * The text of CODEOWNERS: the platform's people own what decides over tenants, each tenant's team the rest of its
 * folder. The last line that matches wins on GitHub, so the platform's claims on `tenant.yaml` come last.
 */
export function codeowners(organisation: string, tenants: readonly string[]): string {
  const platform = `@${organisation}/platform`;
  return [
    '# Written by `akili init --github`. The last matching line wins.',
    `* ${platform}`,
    ...tenants.map((tenant) => `/tenants/${tenant}/ @${organisation}/${tenant}`),
    `/tenants/*/tenant.yaml ${platform}`,
    `/akili.yaml ${platform}`,
    `/policies/ ${platform}`,
    `/.github/ ${platform}`,
    '',
  ].join('\n');
}
