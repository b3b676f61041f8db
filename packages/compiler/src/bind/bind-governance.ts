import { present, type Document, type WrittenGovernance } from '@akili/manifest';
import type { Governance } from '@akili/model';

/** `governance.yaml`. */
export function bindGovernance(document: Document<WrittenGovernance> | undefined): Governance | undefined {
  if (document === undefined) return undefined;
  const { file, value } = document;
  return {
    classification: value.classification,
    access: present(value.access).map(([{ team, role }, index]) => ({
      team,
      role,
      place: { file, path: ['access', index] },
    })),
    steward: value.steward,
    compliance: present(value.compliance).map(([regime]) => regime),
    file,
  };
}
