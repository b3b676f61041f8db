/** What every command says first that is run under no profile; `profile-view.test.ts` holds it to that. */
const administrator = "No profile is in use: acting as the platform's administrator.\n";

/** Takes what differs from run to run, or with every edit of the compiler, out of an output. */
export function normalise(text: string, root: string): string {
  return text
    .replace(administrator, '')
    .replaceAll(root, '$ROOT')
    .replaceAll('\r\u001b[2K', '\n')
    .replaceAll('\u001b', '\\x1b')
    .replaceAll('\r', '\\r')
    .replace(/sha256:[0-9a-f]{64}/g, 'sha256:*')
    .replace(/"durationMs":\s?\d+(\.\d+)?/g, '"durationMs":0')
    .replace(/"appliedAt":\s?"[^"]*"/g, '"appliedAt":"*"')
    .replace(/"commit":\s?"[0-9a-f]{40}"/g, '"commit":"*"')
    .replace(/process \d+ since [^ ]*Z/g, 'process * since *')
    .replace(/^holder( +).+ \(process \d+\)$/gm, 'holder$1* (process *)')
    .replace(/^since( +).+Z$/gm, 'since$1*')
    .replace(/"holder":\s?"[^"]+ \(process \d+\)","since":\s?"[^"]+Z"/g, '"holder":"* (process *)","since":"*"');
}
