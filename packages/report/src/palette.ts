/** What a text may be marked as. A palette turns each into colours, or leaves the text alone. */
export interface Palette {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly info: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly create: (text: string) => string;
  readonly change: (text: string) => string;
  readonly remove: (text: string) => string;
}

const same = (text: string): string => text;
const sgr =
  (open: number, close: number) =>
  (text: string): string =>
    `\u001b[${open}m${text}\u001b[${close}m`;

/** No colours: files, pipes, `NO_COLOR`. */
export const plainPalette: Palette = {
  error: same,
  warning: same,
  info: same,
  strong: same,
  faint: same,
  create: same,
  change: same,
  remove: same,
};

/** The sixteen colours that every terminal has, so that the reader's own theme decides how they look. */
export const ansiPalette: Palette = {
  error: sgr(31, 39),
  warning: sgr(33, 39),
  info: sgr(36, 39),
  strong: sgr(1, 22),
  faint: sgr(2, 22),
  create: sgr(32, 39),
  change: sgr(33, 39),
  remove: sgr(31, 39),
};
