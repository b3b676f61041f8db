import type { Answer } from './handlers.ts';
import type { Caller, RepositoryState } from './state.ts';

const viewerQuery = /^\s*(query\s*)?\{\s*viewer\s*\{\s*login(\s+databaseId)?\s*\}\s*\}\s*$/;
const minimize =
  /^\s*mutation\s*\(\$id:\s*ID!\)\s*\{\s*minimizeComment\(input:\s*\{\s*subjectId:\s*\$id,\s*classifier:\s*OUTDATED\s*\}\)\s*\{\s*minimizedComment\s*\{\s*isMinimized\s*\}\s*\}\s*\}\s*$/;

const editors =
  /^\s*query\s*\(\$ids:\s*\[ID!\]!\)\s*\{\s*nodes\(ids:\s*\$ids\)\s*\{\s*\.\.\. on IssueComment\s*\{\s*id\s+editor\s*\{\s*login\s*\}\s*\}\s*\}\s*\}\s*$/;

/** The queries that REST has nothing for; any other is refused as GitHub refuses what it cannot read. */
export function graphql(repository: RepositoryState, caller: Caller, body: unknown): Answer {
  const { query, variables } = body as { readonly query: string; readonly variables?: { readonly id?: string } };
  if (viewerQuery.test(query))
    return { status: 200, body: { data: { viewer: { login: caller.login, databaseId: caller.id } } } };
  if (editors.test(query)) {
    const ids = (variables as { readonly ids?: readonly string[] } | undefined)?.ids ?? [];
    const nodes = ids.map((id) => {
      const comment = repository.comments.find((one) => `IC_${one.id}` === id);
      // Unlike REST, GraphQL names a bot without `[bot]`.
      const editor = comment?.editor === undefined ? null : { login: comment.editor.replace(/\[bot\]$/, '') };
      return comment === undefined ? null : { id, editor };
    });
    return { status: 200, body: { data: { nodes } } };
  }
  if (!minimize.test(query)) return failed('the peer cannot read this query');
  const comment = repository.comments.find(({ id }) => `IC_${id}` === variables?.id);
  if (comment === undefined) return failed('Could not resolve to a node');
  if (!caller.mayWrite) return failed('Resource not accessible by integration');
  comment.minimized = 'OUTDATED';
  return { status: 200, body: { data: { minimizeComment: { minimizedComment: { isMinimized: true } } } } };
}

function failed(message: string): Answer {
  return { status: 200, body: { data: null, errors: [{ type: 'FORBIDDEN', message }] } };
}
