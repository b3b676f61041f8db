import { escapeLines, render, type Document, type SourceOf } from '@akili/report';
import type { GlobalOptions } from './arguments.ts';
import { paletteFor } from './colours.ts';
import type { Host, Output } from './host.ts';
import { limited } from './profile/limited.ts';
import { writePieces } from './write-pieces.ts';

/** Writes the result of a command to stdout in the format that was asked for. */
export async function sayResult(
  document: Document,
  sourceOf: SourceOf,
  options: GlobalOptions,
  host: Host,
): Promise<void> {
  await sayDocument(host.stdout, document, { ...options }, sourceOf, host);
}

/** Writes a document as text for people to stderr: what they must see while stdout carries something for machines. */
export async function sayAside(
  document: Document,
  sourceOf: SourceOf,
  options: GlobalOptions,
  host: Host,
): Promise<void> {
  await sayDocument(host.stderr, document, { ...options, format: 'text' }, sourceOf, host);
}

/** A remark on stderr; nothing where `--quiet` was given. Text of the repository in it is made safe. */
export async function remark(text: string, options: { readonly quiet: boolean }, host: Host): Promise<void> {
  if (!options.quiet) await host.stderr.write(`${escapeLines(text, '  ')}\n`);
}

async function sayDocument(
  output: Output,
  document: Document,
  options: GlobalOptions,
  sourceOf: SourceOf,
  host: Host,
): Promise<void> {
  const palette = paletteFor(output, options, host);
  const shown = await limited(document, options);
  await writePieces(output, render(shown, options.format, { palette, sourceOf, version: host.version }));
}
