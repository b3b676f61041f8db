import { expect, test } from 'vitest';
import { editYaml } from './edit-yaml.ts';

const text = `# Who we are.
apiVersion: akili/v1
status: active # since May

quotas: { products: 20, cpu: "8" }
teams:
  - sales
`;

test('a value changes and its comment stays', () => {
  expect(editYaml(text, [{ path: ['status'], value: 'suspended' }])).toBe(
    text.replace('status: active', 'status: suspended'),
  );
});

test('a value is added at the end, one that is gone leaves the rest', () => {
  expect(
    editYaml(text, [
      { path: ['quotas', 'products'], value: undefined },
      { path: ['credentials', 'lookup'], value: 'vault:akili/a#lookup' },
    ]),
  ).toBe(`${text.replace('products: 20, ', '')}credentials:\n  lookup: vault:akili/a#lookup\n`);
});

test('what is no YAML is not touched', () => {
  expect(editYaml('a: [1', [{ path: ['a'], value: 1 }])).toBeUndefined();
});

test('the comment of a value stays when it becomes a mapping', () => {
  expect(editYaml(text, [{ path: ['status'], value: { is: 'active' } }])).toBe(
    text.replace('status: active # since May', 'status:\n  is: active\n  # since May'),
  );
});
