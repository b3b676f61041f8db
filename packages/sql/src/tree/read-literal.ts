import { child, text, type Serialized } from './serialized.ts';
import type { ExprNode, LiteralKind } from './sql-tree.ts';

const kinds: Readonly<Record<string, LiteralKind>> = {
  NULL: 'null',
  BOOLEAN: 'boolean',
  INTEGER: 'integer',
  BIGINT: 'bigint',
  HUGEINT: 'hugeint',
  DOUBLE: 'double',
  VARCHAR: 'varchar',
  DECIMAL: 'decimal',
};

/** A constant; undefined for a kind that the dialect has no literal of. Digits stay digits. */
export function readLiteral(node: Serialized, at: number): ExprNode | undefined {
  const value = child(node, 'value') ?? {};
  if (value['is_null'] === true) return { k: 'literal', at, kind: 'null', value: '' };
  const type = child(value, 'type') ?? {};
  const kind = kinds[text(type, 'id')];
  if (kind === undefined) return undefined;
  const digits = digitsOf(value['value']);
  if (kind !== 'decimal') return { k: 'literal', at, kind, value: digits };
  const scale = Number(child(type, 'type_info')?.['scale'] ?? 0);
  return { k: 'literal', at, kind, value: withPoint(digits, scale), scale };
}

/** 128-bit values come as two halves. */
function digitsOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const halves = value as Serialized;
  return ((BigInt(String(halves['upper'])) << 64n) + BigInt(String(halves['lower']))).toString();
}

function withPoint(digits: string, scale: number): string {
  if (scale === 0) return digits;
  const negative = digits.startsWith('-');
  const padded = (negative ? digits.slice(1) : digits).padStart(scale + 1, '0');
  return `${negative ? '-' : ''}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}
