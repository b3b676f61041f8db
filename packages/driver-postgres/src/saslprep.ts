/** RFC 3454 C.1.2: spaces that are written as U+0020. */
const otherSpaces = /[\u00A0\u1680\u2000-\u200B\u202F\u205F\u3000]/gu;
/** RFC 3454 B.1: what is commonly mapped to nothing. They join with their neighbours, so they are matched one by one. */
const mappedToNothing = /\u00AD|\u034F|\u1806|[\u180B-\u180D]|\u200C|\u200D|\u2060|[\uFE00-\uFE0F]|\uFEFF/gu;
/** RFC 3454 C.2 to C.9: controls, private use, surrogates, no characters, tags, what changes the display. */
const prohibited =
  /[\p{Cc}\p{Co}\p{Cs}\u06DD\u070F\u180E\u2028\u2029\u{1D173}-\u{1D17A}\u{FDD0}-\u{FDEF}\uFFF9-\uFFFF\u2FF0-\u2FFB\u0340\u0341\u200E\u200F\u202A-\u202E\u206A-\u206F\u{E0001}\u{E0020}-\u{E007F}]/u;
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;
const leftToRight = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u;

/**
 * A password as SCRAM hashes it (RFC 4013). What the profile prohibits stays as it is, as PostgreSQL and its clients do
 * it: then both sides hash the bytes that were typed.
 */
export function saslPrep(password: string): string {
  // Without anything beyond ASCII there is nothing to map, and PostgreSQL looks no further either.
  if (/^[\x20-\x7E]*$/.test(password)) return password;
  const prepared = password.replace(otherSpaces, ' ').replace(mappedToNothing, '').normalize('NFKC');
  const refused =
    prepared === '' || prohibited.test(prepared) || (rightToLeft.test(prepared) && !isRightToLeft(prepared));
  return refused ? password : prepared;
}

/** RFC 3454, 6: a text that has right-to-left letters begins and ends with one, and has none of the other direction. */
function isRightToLeft(text: string): boolean {
  const letters = [...text];
  return (
    !leftToRight.test(text) && rightToLeft.test(letters[0] as string) && rightToLeft.test(letters.at(-1) as string)
  );
}
