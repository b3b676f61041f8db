import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { namePattern, reservedSlugs, slugPattern } from '@akili/model';
import { codeowners } from './codeowners.ts';
import { workflows } from './workflows/workflows.ts';
import type { WorkflowOptions } from './workflows/workflow-options.ts';
import { scaffold, type ScaffoldFile } from './scaffold.ts';

/** What `init` is asked for. */
export interface InitOptions {
  /** Absolute; made where it is not there. */
  readonly directory: string;
  readonly tenant: string;
  readonly tenantId: string;
  readonly product: string;
  /** Organisation on GitHub: writes CODEOWNERS too. */
  readonly organisation: string | undefined;
  /** What the workflows are written for; only with an organisation. */
  readonly workflows?: WorkflowOptions;
}

/** `owner/repository@ref`. */
const actionsPattern = /^[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9._-]+@[A-Za-z0-9._/-]+$/;

/** Files written and kept, with paths from the directory; or why nothing was written. */
export type InitOutcome =
  { readonly written: readonly string[]; readonly kept: readonly string[] } | { readonly refused: string };

/**
 * Lays a new repository down, all of it or nothing: a file that is there already is never overwritten. In a repository
 * that exists, `organisation` adds CODEOWNERS for the tenants it has.
 */
export function init(options: InitOptions): InitOutcome {
  const { directory, tenant, product, organisation } = options;
  if (reservedSlugs.includes(tenant)) return { refused: `\`${tenant}\` is reserved and cannot be a tenant's slug.` };
  if (!slugPattern.test(tenant)) {
    return {
      refused: `\`${tenant}\` cannot be a tenant's slug: 3 to 63 small letters and digits, parted by single hyphens.`,
    };
  }
  if (!namePattern.test(product)) {
    return {
      refused: `\`${product}\` cannot be a product's name: small letters and digits, parted by single underscores.`,
    };
  }
  if (organisation !== undefined && !/^[A-Za-z0-9](-?[A-Za-z0-9])*$/.test(organisation)) {
    return { refused: `\`${organisation}\` is not the name of an organisation on GitHub.` };
  }
  if (options.workflows !== undefined && !actionsPattern.test(options.workflows.actions)) {
    return { refused: `\`${options.workflows.actions}\` does not say where the actions are: owner/repository@commit.` };
  }
  if (options.workflows !== undefined && !/^[a-z][a-z0-9_-]*$/.test(options.workflows.environment)) {
    return { refused: `\`${options.workflows.environment}\` cannot be the name of an environment in a workflow.` };
  }
  const exists = existsSync(join(directory, 'akili.yaml'));
  const files: readonly ScaffoldFile[] = exists && organisation !== undefined ? [] : scaffold(options);
  const owners: readonly ScaffoldFile[] =
    organisation === undefined
      ? []
      : [
          { path: '.github/CODEOWNERS', text: codeowners(organisation, exists ? tenantsIn(directory) : [tenant]) },
          ...(options.workflows === undefined ? [] : workflows(options.workflows)),
        ];
  return write(directory, [...files, ...owners]);
}

function write(directory: string, files: readonly ScaffoldFile[]): InitOutcome {
  const there = (file: ScaffoldFile): boolean => existsSync(join(directory, file.path));
  const inTheWay = files.filter((file) => file.keepExisting !== true && there(file)).map((file) => file.path);
  if (inTheWay.length > 0) {
    return { refused: `Nothing was written, because these files are there already: ${inTheWay.join(', ')}.` };
  }
  const [kept, written] = [files.filter(there), files.filter((file) => !there(file))];
  for (const file of written) {
    mkdirSync(dirname(join(directory, file.path)), { recursive: true });
    writeFileSync(join(directory, file.path), file.text, { flag: 'wx' });
  }
  return { written: written.map((file) => file.path), kept: kept.map((file) => file.path) };
}

function tenantsIn(directory: string): readonly string[] {
  const tenants = join(directory, 'tenants');
  if (!existsSync(tenants)) return [];
  return readdirSync(tenants, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && slugPattern.test(entry.name))
    .map((entry) => entry.name)
    .sort();
}
