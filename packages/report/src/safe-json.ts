/** What `JSON.stringify` leaves raw although a terminal obeys or hides it: DEL, C1 controls, direction and zero width. */
const unsafe = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** JSON that is safe to look at: the same value, with such characters as `\uXXXX`. Lone surrogates are escaped already. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value).replace(
    unsafe,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
