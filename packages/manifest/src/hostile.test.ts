import { describe, expect, test } from 'vitest';
import { createLocator } from './locate/locator.ts';
import { product, snapshotWith, wholeFiles } from './marked.fixture.ts';
import { mutate, random } from './read/mutate.fixture.ts';
import { readManifests } from './read-manifests.ts';

describe('whatever a file holds', () => {
  test('reading ends, finds places within the file, and loses none of the others', () => {
    const next = random(5);
    const paths = Object.keys(wholeFiles).filter((path) => path.endsWith('.yaml'));
    for (let round = 0; round < 1500; round++) {
      const path = paths[next(paths.length)] as string;
      const text = mutate(mutate(wholeFiles[path] as string, next), next);
      const snapshot = snapshotWith({ [path]: text });
      const { tree, findings } = readManifests(snapshot);
      const locate = createLocator(snapshot);
      const lines = text.split('\n').length;
      for (const { place } of findings) {
        const range = place && locate(place).range;
        expect(range === undefined || range.end.line <= lines || place?.file !== path).toBe(true);
      }
      const governance = `${product}/governance.yaml`;
      const lost = path !== governance && path !== `${product}/product.yaml`;
      if (lost) expect(tree.tenants[0]?.products[0]?.governance?.broken).toBe(false);
    }
  });

  test('random bytes are no manifest, and no crash', () => {
    const next = random(9);
    for (let round = 0; round < 500; round++) {
      const text = Array.from({ length: next(200) }, () => String.fromCharCode(next(round % 2 ? 128 : 65536))).join('');
      const { findings } = readManifests(snapshotWith({ [`${product}/compute.yaml`]: text }));
      expect(findings.length).toBeGreaterThan(0);
    }
  });

  test.each([
    ['one key after another', Array.from({ length: 20_000 }, (_, i) => `k${i}: 1`).join('\n')],
    ['one key again and again', 'k: &a 1\n'.repeat(20_000)],
    ['brackets that close at once', '[]'.repeat(20_000)],
    ['commas', `[${','.repeat(20_000)}`],
    ['percent signs', '%\n'.repeat(20_000)],
    ['quotes', `"${'\\'.repeat(100_000)}`],
    ['document marks', '---\n'.repeat(20_000)],
    ['question marks', '? a\n'.repeat(20_000)],
    ['a long number', `compute: ${'9'.repeat(100_000)}`],
    ['a large exponent', `compute: 1e${'9'.repeat(1000)}`],
  ])('%s end in findings', (_name, text) => {
    const { findings } = readManifests(snapshotWith({ [`${product}/compute.yaml`]: text }));
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.length).toBeLessThan(60);
  });
});
