import { existsSync, lstatSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { formatYaml } from './format-yaml.ts';

/** What `fmt` is asked for. */
export interface FmtOptions {
  readonly root: string;
  /** Absolute files and folders; empty: the whole repository. */
  readonly paths: readonly string[];
  /** True: only say what would change. */
  readonly check: boolean;
}

/** Paths from the root, sorted. */
export interface FmtOutcome {
  /** Written, or with `check` not formatted. */
  readonly changed: readonly string[];
  readonly unchanged: number;
  /** Not YAML that can be written again with the same meaning: left as they are. */
  readonly skipped: readonly string[];
}

/** Manifests are small; anything larger is no manifest (`validate` says so). */
const maxBytes = 1024 * 1024;

/** Formats the YAML manifests of a repository. SQL is left alone: moving its text about would move its meaning's place. */
export function fmt({ root, paths, check }: FmtOptions): FmtOutcome {
  const given = paths.length > 0 ? paths : ['akili.yaml', 'policies', 'tenants'].map((name) => join(root, name));
  const files = [...new Set(given.filter((path) => existsSync(path)).flatMap(manifestsBelow))].sort();
  const changed: string[] = [];
  const skipped: string[] = [];
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    const formatted = formatYaml(text);
    const shown = relative(root, file).split(sep).join('/');
    if (formatted === undefined) skipped.push(shown);
    else if (formatted !== text) {
      changed.push(shown);
      if (!check) replace(file, formatted);
    }
  }
  return { changed, skipped, unchanged: files.length - changed.length - skipped.length };
}

/** YAML files at or below a path. Links are not followed: they could lead out of the repository. */
function manifestsBelow(path: string): readonly string[] {
  const stat = lstatSync(path);
  if (stat.isFile()) return path.endsWith('.yaml') && stat.size <= maxBytes ? [path] : [];
  if (!stat.isDirectory()) return [];
  return readdirSync(path)
    .filter((name) => !name.startsWith('.') && name !== 'node_modules')
    .flatMap((name) => manifestsBelow(join(path, name)));
}

/** All of the new text or all of the old one, even when the process is killed in between. */
function replace(file: string, text: string): void {
  const temporary = `${file}.fmt-${process.pid}`;
  writeFileSync(temporary, text, { mode: lstatSync(file).mode });
  renameSync(temporary, file);
}
