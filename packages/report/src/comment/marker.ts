const start = '<!-- akili:';

/**
 * The hidden first line by which a comment is found again: an environment has one comment a pull request. The name is
 * percent-encoded, hyphens too, so that no name can end the comment or pose as another.
 */
export function commentMarker(kind: 'plan' | 'drift', environment: string): string {
  return `${start}${kind} ${encodeURIComponent(environment).replaceAll('-', '%2D')} -->`;
}

/** Whether a comment's text begins with the marker. Who wrote it has to be asked too: anyone can write a marker. */
export function hasMarker(body: string, marker: string): boolean {
  return body.startsWith(marker);
}
