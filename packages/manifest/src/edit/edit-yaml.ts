import { isNode, isScalar, parseDocument, type Node } from 'yaml';
import type { Json } from '@akili/model';

/** Sets a value, makes what leads to it where that is missing; `value: undefined` removes it. */
export interface YamlEdit {
  readonly path: readonly (string | number)[];
  readonly value: Json | undefined;
}

/**
 * A manifest's text with some of its values changed: comments, blank lines, quotes and order of everything else stay;
 * `fmt` brings its spaces into form afterwards.
 * Undefined where the text is not YAML that can be changed in place (it has errors).
 */
export function editYaml(text: string, edits: readonly YamlEdit[]): string | undefined {
  const document = parseDocument(text, { keepSourceTokens: true, uniqueKeys: true });
  if (document.errors.length > 0) return undefined;
  for (const { path, value } of edits) {
    if (value === undefined) document.deleteIn(path);
    else {
      const known = document.getIn(path, true);
      // A scalar keeps its node, and with it the comment behind it.
      if (isScalar(known) && (value === null || typeof value !== 'object')) known.value = value;
      else {
        const node = document.createNode(value);
        // So does the comment of a value that becomes another kind of one.
        if (isNode(known)) Object.assign(node, commentsOf(known));
        document.setIn(path, node);
      }
    }
  }
  return document.toString({ lineWidth: 0, indent: 2, flowCollectionPadding: true });
}

function commentsOf({ comment, commentBefore, spaceBefore }: Partial<Node>): Partial<Node> {
  return {
    ...(comment ? { comment } : {}),
    ...(commentBefore ? { commentBefore } : {}),
    ...(spaceBefore ? { spaceBefore } : {}),
  };
}
