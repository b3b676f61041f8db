// Cuts GitHub's published OpenAPI description (the package @octokit/openapi, MIT) down to the operations that we call:
//   node test/peers/github/trim-description.mjs api.github.com.json > test/peers/github/description.json
import { readFileSync } from 'node:fs';

const operations = new Set([
  'issues/list-comments',
  'issues/create-comment',
  'issues/update-comment',
  'issues/get-comment',
  'issues/list-for-repo',
  'issues/create',
  'issues/update',
  'issues/get',
  'issues/add-labels',
  'pulls/get',
  'pulls/list',
  'pulls/list-files',
  'repos/get',
  'repos/get-collaborator-permission-level',
  'repos/list-pull-requests-associated-with-commit',
  'repos/get-commit',
  'repos/get-branch',
  'checks/create',
  'checks/update',
  'checks/list-for-ref',
  'checks/get',
  'reactions/create-for-issue-comment',
  'actions/list-workflow-run-artifacts',
  'actions/download-artifact',
  'actions/get-workflow-run',
  'actions/get-artifact',
  'actions/list-workflow-runs',
  'git/get-ref',
  'code-scanning/upload-sarif',
  'users/get-authenticated',
  'meta/root',
]);
const whole = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const kept = { openapi: whole.openapi, info: whole.info, paths: {}, components: {} };
const missing = new Set(operations);
for (const [path, methods] of Object.entries(whole.paths)) {
  for (const [method, operation] of Object.entries(methods)) {
    if (!operations.has(operation.operationId)) continue;
    missing.delete(operation.operationId);
    (kept.paths[path] ??= {})[method] = plain(operation);
  }
}
if (missing.size > 0) throw new Error(`not described: ${[...missing].join(', ')}`);
const queue = [kept.paths];
while (queue.length > 0) {
  for (const reference of references(queue.pop())) {
    const [, section, name] = /^#\/components\/([^/]+)\/(.+)$/.exec(reference);
    if (kept.components[section]?.[name] !== undefined) continue;
    const component = plain(whole.components[section][name]);
    (kept.components[section] ??= {})[name] = component;
    queue.push(component);
  }
}
process.stdout.write(`${JSON.stringify(kept)}\n`);

/** Without prose and examples: they are most of it and say nothing about what is valid. */
function plain(value, inProperties = false) {
  if (Array.isArray(value)) return value.map((item) => plain(item));
  if (value === null || typeof value !== 'object') return value;
  const dropped = inProperties
    ? []
    : ['description', 'summary', 'examples', 'example', 'externalDocs', 'x-github', 'tags', 'title'];
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, held]) => !dropped.includes(key) || (key === 'title' && typeof held !== 'string'))
      .map(([key, held]) => [key, plain(held, key === 'properties')]),
  );
}

function references(value) {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, held]) =>
    key === '$ref' && typeof held === 'string' ? [held] : references(held),
  );
}
