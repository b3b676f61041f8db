declare const AKILI_BUILD: string | undefined;

/**
 * What this build of the tool was made from, put in by the bundler. Undefined when it runs from source: then nothing is
 * cached, since an edit of the tool would meet answers of the tool as it was.
 */
export const buildId: string | undefined = typeof AKILI_BUILD === 'string' ? AKILI_BUILD : undefined;
