/** Why a file or folder name cannot be used; undefined for the others. */
export function nameProblem(name: string): string | undefined {
  // Nearly all names end here.
  if (/^[\x20-\x5b\x5d-\x7e]+$/.test(name)) return undefined;
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name)) return 'holds a control character or a line end';
  if (name.includes('\\')) return 'holds a backslash, which is a separator on Windows';
  if (/[\ufffd\p{Cs}]/u.test(name)) return 'is not valid Unicode';
  if (/\p{Cf}/u.test(name)) return 'holds an invisible character';
  return undefined;
}

/** A name as messages may show it: quoted, with everything unusual written as an escape. */
export function shownName(name: string): string {
  return `\`${name.slice(0, 100).replace(/[^\x20-\x7e]/gu, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`)}\``;
}

/** What two names have in common when a file system without case or with its own composition takes them for one. */
export function foldedName(name: string): string {
  return name.normalize('NFC').toLowerCase().normalize('NFC');
}
