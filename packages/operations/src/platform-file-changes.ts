import { platformFileChanged, type Finding } from '@akili/diagnostics';
import type { Snapshot } from '@akili/model';

/** `akili.yaml`, `policies/` and every `tenant.yaml` belong to the platform's people. */
const ofPlatform = /^(?:akili\.yaml|policies\/.+|tenants\/([^/]+)\/tenant\.yaml)$/;

/** What changed of the platform's files since a commit: security changes, one finding a file, sorted by path. */
export function platformFileChanges(before: Snapshot, after: Snapshot): readonly Finding[] {
  const texts = ({ files }: Snapshot): ReadonlyMap<string, string> =>
    new Map(files.flatMap(({ path, text }) => (ofPlatform.test(path) ? [[path, text]] : [])));
  const [old, now] = [texts(before), texts(after)];
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((file) => {
    if (old.get(file) === now.get(file)) return [];
    const how = !old.has(file) ? 'added' : !now.has(file) ? 'removed' : 'changed';
    const tenant = ofPlatform.exec(file)?.[1];
    // A file that is gone cannot be pointed at.
    return [platformFileChanged.at(how === 'removed' ? undefined : { file }, { file, how }, { tenant })];
  });
}
