/** Version of the tool, as SARIF names it; the build puts it in. */
declare const AKILI_VERSION: string | undefined;
export const version: string = typeof AKILI_VERSION === 'string' ? AKILI_VERSION : '0.0.0';
