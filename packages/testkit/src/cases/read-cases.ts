import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Json, SourceFile } from '@akili/model';
import { listedExpectations, markedExpectations, writeExpectation } from './expectation.ts';
import { overlay } from './overlay.ts';
import { readFolder } from './read-folder.ts';

/** A tiny repository and what the compiler must say of it. */
export interface Case {
  /** The folder's name: `<CODE>-<slug>` or `<theme>-<leaf>`; the fixed twin ends in `.ok`. */
  readonly name: string;
  readonly folder: string;
  /** What the case adds to the base or changes in it. */
  readonly changes: readonly SourceFile[];
  /** The whole repository, sorted by path. */
  readonly files: readonly SourceFile[];
  /** Expected findings as `CODE path:line`, sorted, with repetitions. */
  readonly expected: readonly string[];
  /** Content of `options.json`: what the caller of the compiler chooses. */
  readonly options: { readonly [name: string]: Json };
  /** Content of `expected/compilation.json`, when the case has one. */
  readonly compilation: string | undefined;
}

/** Files of a case that are not part of its repository. */
const apart = new Set(['expect', 'options.json', 'expected/compilation.json']);

/** The files of `_base`: what each case is laid over. */
export function readBase(root: string): readonly SourceFile[] {
  return readFolder(join(root, '_base'));
}

/** Reads the case folders below `root`, sorted by name. `_base` is what each of them is laid over. */
export function readCases(root: string): readonly Case[] {
  const base = readBase(root);
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== '_base')
    .map((entry) => entry.name)
    .sort()
    .map((name) => readCase(join(root, name), name, base));
}

function readCase(folder: string, name: string, base: readonly SourceFile[]): Case {
  const all = readFolder(folder);
  const text = (path: string): string | undefined => all.find((file) => file.path === path)?.text;
  const changes = all.filter((file) => !apart.has(file.path));
  const expected = [
    ...changes.flatMap((file) => markedExpectations(file.path, file.text)),
    ...listedExpectations(text('expect') ?? ''),
  ].map(writeExpectation);
  return {
    name,
    folder,
    changes,
    files: overlay(base, changes),
    expected: expected.sort(),
    options: JSON.parse(text('options.json') ?? '{}') as { readonly [name: string]: Json },
    compilation: text('expected/compilation.json'),
  };
}
