/** One character of a scalar as it stands in the file: what it means and where. */
interface Unit {
  /** The decoded text: one unit, two for a pair of surrogates; empty where an escape stands for nothing. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** White space that folding may have turned into something else. */
  readonly soft: boolean;
}

/** Where each UTF-16 unit of a decoded scalar stands in the file's text, for offsets from 0 to the scalar's length. */
export interface ScalarMap {
  startOf(offset: number): number;
  /** Where the unit ends: an escape of several characters ends later than it begins by more than one. */
  endOf(offset: number): number;
}

/** `start` and `end` are the scalar's ends in the file without its quotes or block header. */
export function scalarMap(
  text: string,
  start: number,
  end: number,
  style: 'plain' | 'single' | 'double' | 'block',
  decoded: string,
): ScalarMap {
  const units = unitsOf(text, start, end, style);
  const at = new Array<number>(decoded.length + 1);
  const ends = new Array<number>(decoded.length + 1);
  let unit = 0;
  let offset = 0;
  let last = start;
  while (offset < decoded.length) {
    const char = decoded.charAt(offset);
    let next = unit;
    // Indentation, folded line ends: white space of the file that the value does not have.
    while (next < units.length && units[next]?.text !== char && isSkippable(units[next], decoded, offset)) next++;
    const found = units[next];
    if (found !== undefined && decoded.startsWith(found.text, offset) && found.text !== '') {
      for (let i = 0; i < found.text.length; i++) {
        at[offset + i] = found.start;
        ends[offset + i] = found.end;
      }
      offset += found.text.length;
      last = found.end;
      unit = next + 1;
    } else if (/\s/.test(char)) {
      // White space of the value that the file writes differently: a folded line end.
      const here = units[unit];
      at[offset++] = here?.soft ? here.start : last;
      if (here?.soft) unit = skipLineEnd(units, unit, decoded.charAt(offset));
    } else {
      at[offset++] = last;
    }
  }
  at[decoded.length] = last;
  const within = (wanted: number): number => Math.min(Math.max(wanted, 0), decoded.length);
  return {
    startOf: (wanted) => at[within(wanted)] ?? last,
    endOf: (wanted) => ends[within(wanted)] ?? (at[within(wanted)] ?? last) + 1,
  };
}

function isSkippable(unit: Unit | undefined, decoded: string, offset: number): boolean {
  if (unit === undefined) return false;
  if (unit.text === '') return true;
  // A value that goes on with white space may be this very white space, folded.
  return unit.soft && !/\s/.test(decoded.charAt(offset));
}

/** After a folded line end: past the white space around it, unless the value goes on with white space. */
function skipLineEnd(units: readonly Unit[], from: number, next: string): number {
  let unit = from;
  while (units[unit]?.soft === true && units[unit]?.text !== '\n') unit++;
  unit++;
  if (!/\s/.test(next)) while (units[unit]?.soft === true) unit++;
  return unit;
}

function unitsOf(text: string, start: number, end: number, style: string): readonly Unit[] {
  const units: Unit[] = [];
  for (let at = start; at < end;) {
    const char = text.charAt(at);
    const next = text.charAt(at + 1);
    if (style === 'double' && char === '\\') {
      const unit = escapeAt(text, at);
      units.push(unit);
      at = unit.end;
    } else if (style === 'single' && char === "'" && next === "'") {
      units.push({ text: "'", start: at, end: at + 2, soft: false });
      at += 2;
    } else if (char === '\r' && next === '\n') {
      units.push({ text: '\n', start: at, end: at + 2, soft: true });
      at += 2;
    } else {
      units.push({ text: char, start: at, end: at + 1, soft: char === ' ' || char === '\t' || char === '\n' });
      at++;
    }
  }
  return units;
}

const simple: { readonly [char: string]: string } = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};
const hexDigits: { readonly [char: string]: number } = { x: 2, u: 4, U: 8 };

function escapeAt(text: string, at: number): Unit {
  const kind = text.charAt(at + 1);
  const digits = hexDigits[kind];
  if (digits !== undefined) {
    const code = Number.parseInt(text.slice(at + 2, at + 2 + digits), 16);
    const valid = Number.isInteger(code) && code <= 0x10ffff;
    return { text: valid ? String.fromCodePoint(code) : '', start: at, end: at + 2 + digits, soft: false };
  }
  const meant = simple[kind];
  if (meant !== undefined) return { text: meant, start: at, end: at + 2, soft: false };
  // An escaped line end takes the indentation after it along.
  const rest = /^(?:\r?\n)?[ \t]*/.exec(text.slice(at + 1))?.[0] ?? '';
  return { text: '', start: at, end: at + 1 + rest.length, soft: false };
}
