/** No manifest comes near it, and `yaml`'s recursion stays far from the end of the stack. */
export const nestingLimit = 200;

/**
 * Where a text nests deeper than any manifest, by a look at its brackets and dashes that is never too strict for real
 * ones: brackets in a quoted or block scalar count as well, but who opens 200 that nobody closes? (Nesting by
 * indentation costs columns, so a file's size bounds it.)
 */
export function nestsTooDeep(text: string): number | undefined {
  let brackets = 0;
  let marks = 0;
  // Dashes and question marks nest only where nothing but others of them stands before on the line.
  let leading = true;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10) {
      marks = 0;
      leading = true;
    } else if (code === 91 || code === 123) {
      if (++brackets > nestingLimit) return at;
      leading = false;
    } else if (code === 93 || code === 125) {
      if (brackets > 0) brackets--;
    } else if (leading && (code === 45 || code === 63)) {
      if (++marks > nestingLimit) return at;
    } else if (code !== 32 && code !== 9) leading = false;
  }
  return undefined;
}
