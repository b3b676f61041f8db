import { child, text, type Serialized } from './serialized.ts';
import type { TypeNode } from './type-node.ts';

/** The type of a cast as it was written. A type that DuckDB has not looked up yet is known by its name only. */
export function readTypeNode(type: Serialized): TypeNode {
  const id = text(type, 'id');
  const info = child(type, 'type_info') ?? {};
  if (id === 'DECIMAL') return { name: id, width: Number(info['width'] ?? 18), scale: Number(info['scale'] ?? 0) };
  if (id === 'LIST') return { name: id, of: readTypeNode(child(info, 'child_type') ?? {}) };
  if (id === 'UNBOUND') {
    const modifiers = info['user_type_modifiers'];
    const qualified = text(info, 'schema') !== '' || text(info, 'catalog') !== '';
    const plain = !qualified && !(Array.isArray(modifiers) && modifiers.length > 0);
    return { name: plain ? text(info, 'name').toUpperCase() : `${text(info, 'name')}(...)` };
  }
  return { name: id };
}
