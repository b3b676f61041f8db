/** What the workflows of a repository are written for. */
export interface WorkflowOptions {
  /** Environment of akili.yaml that they plan and apply. */
  readonly environment: string;
  /** Where the actions are: `owner/repository@ref`. */
  readonly actions: string;
}

/**
 * GitHub's own actions by commit; the tags stand beside them. Read from the repositories' tags: checkout v7.0.1,
 * upload-artifact v7.0.0, download-artifact v8.0.1.
 */
const pinned = {
  checkout: 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1',
  upload: 'actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0',
  download: 'actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1',
};

/**
 * A workflow's text: `@{{` stands for `${{`, `<checkout>` and the like for a pinned action, `<akili>/plan` for one of ours,
 * `<environment>` for the name.
 */
export function workflowText(template: string, { environment, actions }: WorkflowOptions): string {
  const [repository = '', ref = ''] = actions.split('@');
  return template
    .replaceAll('@{{', '${{')
    .replaceAll('<checkout>', pinned.checkout)
    .replaceAll('<upload>', pinned.upload)
    .replaceAll('<download>', pinned.download)
    .replace(/<akili>\/([a-z]+)/g, (_, name: string) => `${repository}/actions/${name}@${ref}`)
    .replaceAll('<environment>', environment);
}
