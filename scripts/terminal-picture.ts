// `npm run pictures`: draws what the command line prints for the tenants of this repository, for the README.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const akili = join(root, 'packages/cli/bin/akili.js');

const colours: { readonly [code: string]: string } = {
  '31': '#ff7b72',
  '32': '#7ee787',
  '33': '#e3b341',
  '34': '#79c0ff',
  '35': '#d2a8ff',
  '36': '#76e3ea',
  '90': '#8b949e',
};

interface Style {
  readonly fill: string;
  readonly bold: boolean;
}

const terminalWidth = 118;

const plain: Style = { fill: '#e6edf3', bold: false };

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The style after a list of SGR codes (ECMA-48, 8.3.117): colours, bold, faint, reset. */
function styleAfter(style: Style, codes: string): Style {
  return codes.split(';').reduce<Style>((current, code) => {
    if (code === '' || code === '0') return plain;
    if (code === '1') return { ...current, bold: true };
    if (code === '2') return { ...current, fill: '#8b949e' };
    if (code === '22') return { ...current, bold: false, fill: current.fill === '#8b949e' ? plain.fill : current.fill };
    if (code === '39') return { ...current, fill: plain.fill };
    const fill = colours[code];
    return fill === undefined ? current : { ...current, fill };
  }, style);
}

interface Piece {
  readonly text: string;
  readonly style: Style;
}

/** Lines of styled pieces, broken at the terminal's width. */
function layOut(output: string): readonly (readonly Piece[])[] {
  const lines: Piece[][] = [[]];
  let style = plain;
  let column = 0;
  const newLine = (): void => {
    lines.push([]);
    column = 0;
  };
  for (const part of output.trimEnd().split(/(\u001b\[[0-9;]*m|\n)/)) {
    const codes = /^\u001b\[([0-9;]*)m$/.exec(part);
    if (codes !== null) style = styleAfter(style, codes[1] ?? '');
    else if (part === '\n') newLine();
    else
      for (let rest = part; rest !== '';) {
        if (column === terminalWidth) newLine();
        const text = rest.slice(0, terminalWidth - column);
        lines.at(-1)?.push({ text, style });
        column += text.length;
        rest = rest.slice(text.length);
      }
  }
  return lines;
}

function spans(line: readonly Piece[]): string {
  return line
    .map(({ text, style }) => {
      const weight = style.bold ? ' font-weight="bold"' : '';
      return `<tspan fill="${style.fill}"${weight}>${escapeXml(text)}</tspan>`;
    })
    .join('');
}

function draw(title: string, output: string): string {
  const lines = layOut(output);
  const columns = Math.max(...lines.map((line) => line.reduce((sum, { text }) => sum + text.length, 0)));
  const width = Math.ceil(columns * 7.83) + 32;
  const height = lines.length * 18 + 62;
  const rows = lines.map(
    (line, index) => `<text x="16" y="${58 + index * 18}" xml:space="preserve">${spans(line)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(title)}">
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<circle cx="20" cy="18" r="6" fill="#ff5f57"/><circle cx="40" cy="18" r="6" fill="#febc2e"/><circle cx="60" cy="18" r="6" fill="#28c840"/>
<text x="84" y="23" font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13" fill="#8b949e">${escapeXml(title)}</text>
<g font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13">
${rows.join('\n')}
</g>
</svg>
`;
}

function run(folder: string, args: readonly string[]): string {
  const result = spawnSync(process.execPath, [akili, ...args, '--color', 'always', '--root', folder], {
    encoding: 'utf8',
  });
  return result.stdout;
}

const folder = mkdtempSync(join(tmpdir(), 'akili-pictures-'));
cpSync(join(root, 'tenants'), join(folder, 'tenants'), { recursive: true });
cpSync(join(root, 'akili.yaml'), join(folder, 'akili.yaml'));
const pictures = join(root, 'docs/pictures');
mkdirSync(pictures, { recursive: true });
writeFileSync(join(pictures, 'validate.svg'), draw('akili validate', run(folder, ['validate'])));
const planned = run(folder, ['plan', '--tenant', 'globex-inc']);
writeFileSync(
  join(pictures, 'plan.svg'),
  draw(
    'akili plan --tenant globex-inc',
    planned.slice(planned.lastIndexOf('\n', planned.indexOf('Plan for environment')) + 1),
  ),
);
rmSync(folder, { recursive: true });
