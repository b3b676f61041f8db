/** True for texts whose number says all of it: at most 15 digits, no exponent, no sign but a leading minus. */
export function isPlainNumber(text: string): boolean {
  return text.length <= 16 && /^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/.test(text) && !/^-0(\.0+)?$|^-?0\.0{6}/.test(text);
}

/** What YAML 1.2's core schema reads as a number. */
export function looksLikeNumber(text: string): boolean {
  return /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/.test(
    text,
  );
}
