import { tooManyFiles, type Finding } from '@akili/diagnostics';
import type { Snapshot, SourceFile } from '@akili/model';
import { defaultLimits, type Limits } from './limits.ts';
import { FileReader } from './tree/file-reader.ts';
import { walk } from './tree/walk.ts';

export interface ReadOptions {
  readonly limits?: Partial<Limits>;
}

/**
 * Reads what matters of a repository's folder: `akili.yaml`, `policies/` and `tenants/`, manifests and queries only.
 * Never throws because of what lies there: what cannot be used is a finding. Links are refused, never followed.
 */
export function readWorkingTree(root: string, options: ReadOptions = {}): Snapshot {
  const limits = { ...defaultLimits, ...options.limits };
  const files: SourceFile[] = [];
  const findings: Finding[] = [];
  const reader = new FileReader(limits.fileBytes);
  let bytes = 0;
  let full = false;
  walk(root, limits.depth, {
    finding: (finding) => void findings.push(finding),
    file(path, onDisk) {
      if (full) return;
      const text = reader.read(path, onDisk);
      if (typeof text !== 'string') return void findings.push(text);
      files.push({ path, text });
      bytes += text.length;
      if (files.length > limits.files || bytes > limits.totalBytes) {
        full = true;
        const what = files.length > limits.files ? 'files' : 'bytes';
        findings.push(
          tooManyFiles.at({ file: path }, { what, limit: limits[what === 'files' ? 'files' : 'totalBytes'] }),
        );
      }
    },
  });
  return { files, findings };
}
