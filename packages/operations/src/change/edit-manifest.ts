import { editYaml, textOf, type YamlEdit } from '@akili/manifest';
import type { Snapshot } from '@akili/model';
import { formatYaml } from '../fmt/format-yaml.ts';
import type { FileChange } from './file-change.ts';
import { Refused } from './refused.ts';

/** A manifest with some of its values changed, formatted; its comments stay. Throws `Refused` where it is no YAML. */
export function editManifest(snapshot: Snapshot, path: string, edits: readonly YamlEdit[]): FileChange {
  const edited = editYaml(textOf(snapshot, path) ?? '', edits);
  const text = edited === undefined ? undefined : formatYaml(edited);
  if (text === undefined)
    throw new Refused(`\`${path}\` cannot be changed in place: \`akili validate\` says what is wrong in it.`);
  return { path, text };
}

/** A new manifest, formatted as every other. */
export function newManifest(path: string, text: string): FileChange {
  const formatted = formatYaml(text);
  if (formatted === undefined) throw new Error(`the template of ${path} is no YAML`);
  return { path, text: formatted };
}
