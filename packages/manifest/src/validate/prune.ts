import type { JsonSchema } from '../schema/schema.ts';

type Path = readonly (string | number)[];
type Branch = { readonly [name: string]: JsonSchema };

/**
 * Takes out of a document what is wrong in it: the smallest list item, entry of a mapping or optional field around
 * the mistake. List items become `undefined`, so that the others keep their index. False when nothing smaller than
 * the whole document can go. Changes `value`.
 */
export function prune(value: unknown, schema: JsonSchema, path: Path): boolean {
  let holder: unknown = value;
  let at = schema;
  let remove: (() => void) | undefined;
  for (const step of path) {
    if (holder === null || typeof holder !== 'object') break;
    const container = holder;
    if (Array.isArray(container)) {
      remove = () => {
        container[step as number] = undefined;
      };
      at = (at['items'] ?? {}) as JsonSchema;
    } else {
      at = variantOf(at, container);
      const property = ((at['properties'] ?? {}) as Branch)[step];
      const required = (at['required'] ?? []) as readonly string[];
      if (property === undefined || !required.includes(String(step))) {
        remove = () => {
          delete (container as Record<string | number, unknown>)[step];
        };
      }
      const rest = at['additionalProperties'];
      at = property ?? (typeof rest === 'object' ? (rest as JsonSchema) : {});
    }
    holder = (container as Record<string | number, unknown>)[step];
  }
  remove?.();
  return remove !== undefined;
}

/** The branch of a `variants` schema that a value is of. */
function variantOf(schema: JsonSchema, value: object): JsonSchema {
  const discriminator = schema['discriminator'] as { readonly propertyName: string } | undefined;
  if (discriminator === undefined) return schema;
  const tag = discriminator.propertyName;
  const branches = schema['oneOf'] as readonly JsonSchema[];
  const written = (value as Record<string, unknown>)[tag];
  const found = branches.find((branch) =>
    (((branch['properties'] as Branch)[tag] as JsonSchema)['enum'] as readonly unknown[]).includes(written),
  );
  return found ?? { required: [tag], properties: { [tag]: {} } };
}
