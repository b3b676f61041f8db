/**
 * Takes secrets out of a text that an engine wrote: as they are, and as URLs and JSON write them. Longer ones first,
 * so that a secret that holds another one leaves nothing behind. Texts of one or two characters are left: they are
 * everywhere.
 */
export function scrub(text: string, secrets: readonly string[]): string {
  const forms = new Set(secrets.flatMap((secret) => (secret.length < 3 ? [] : formsOf(secret))));
  return [...forms]
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .reduce((scrubbed, form) => scrubbed.replaceAll(form, '***'), text);
}

function formsOf(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const doubled = secret.replaceAll("'", "''");
  return [secret, json, doubled, encodeUrl(secret), encodeBase64(secret)].filter((form) => form.length > 2);
}

/** A lone surrogate cannot be written in a URL: then no URL holds the secret either. */
function encodeUrl(secret: string): string {
  try {
    return encodeURIComponent(secret);
  } catch {
    return secret;
  }
}

/** As basic authentication shows it when a secret stands alone. */
function encodeBase64(secret: string): string {
  return Buffer.from(secret, 'utf8').toString('base64');
}
