// `npm run bench -- [products ...]`: figures of whole processes over made-up repositories, and ratios to the floor.
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measure, type Measured } from './measure.ts';
import { writeRepository } from './repository.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const akili = join(root, 'packages/cli/bin/akili.js');
const floorScript = fileURLToPath(new URL('floor.mjs', import.meta.url));

function row(label: string, measured: Measured, note = ''): void {
  const cells = [
    label.padEnd(46),
    `${measured.seconds.toFixed(3)} s`.padStart(10),
    `${measured.cpuSeconds.toFixed(2)} cpu`.padStart(10),
    `${Math.round(measured.peakMb)} MB`.padStart(8),
    `exit ${measured.exitCode}`.padStart(8),
  ];
  console.log(`${cells.join('  ')}${note === '' ? '' : `  ${note}`}`);
}

function forget(repository: string): void {
  rmSync(join(repository, '.akili'), { recursive: true, force: true });
}

function benchStart(): void {
  const bare = measure(['-e', '0'], { runs: 9 });
  row('bare node', bare);
  const version = measure([akili, '--version'], { runs: 9 });
  row('--version', version, `+${((version.seconds - bare.seconds) * 1000).toFixed(0)} ms over bare node`);
  const copy = mkdtempSync(join(tmpdir(), 'akili-seed-'));
  rmSync(copy, { recursive: true });
  copySeed(copy);
  row(
    'validate, the two tenants, cold',
    measure([akili, 'validate', '--root', copy], { runs: 5, before: () => forget(copy) }),
  );
  row('validate, the two tenants, unchanged', measure([akili, 'validate', '--root', copy], { runs: 5 }));
  row(
    'apply, the two tenants, fresh',
    measure([akili, 'apply', '--yes', '--root', copy], { runs: 3, before: () => forget(copy) }),
  );
  row('apply, the two tenants, again', measure([akili, 'apply', '--yes', '--root', copy], { runs: 3 }));
  rmSync(copy, { recursive: true });
}

function copySeed(target: string): void {
  cpSync(join(root, 'tenants'), join(target, 'tenants'), { recursive: true });
  cpSync(join(root, 'akili.yaml'), join(target, 'akili.yaml'));
}

function benchCompile(products: number): number {
  const repository = join(tmpdir(), `akili-bench-${products}`);
  rmSync(repository, { recursive: true, force: true });
  const written = writeRepository(repository, { products, tenants: products >= 10_000 ? 50 : 16, seed: 7 });
  console.log(`\n${products} products, ${written.files} files, ${(written.bytes / 1e6).toFixed(1)} MB`);
  const floor = measure([floorScript, repository], { cwd: root });
  row('floor: read and YAML-parse', floor);
  const ratio = (measured: Measured): string =>
    `${(measured.seconds / floor.seconds).toFixed(1)} x floor, ${((measured.seconds / products) * 1000).toFixed(2)} ms a product`;
  const validate = measure([akili, 'validate', '--root', repository], { before: () => forget(repository) });
  row('validate, cold', validate, ratio(validate));
  const compile = measure([akili, 'compile', '--format', 'json', '--root', repository], {
    before: () => forget(repository),
  });
  row('compile --format json, cold', compile, ratio(compile));
  const again = measure([akili, 'compile', '--format', 'json', '--root', repository]);
  row('compile --format json, unchanged', again, ratio(again));
  row('validate, unchanged', measure([akili, 'validate', '--root', repository]));
  if (products <= 1_000) {
    const apply = measure([akili, 'apply', '--yes', '--quiet', '--root', repository], {
      runs: 1,
      before: () => forget(repository),
    });
    row('apply, fresh', apply);
    row('plan, nothing to do', measure([akili, 'plan', '--exit-code', '--root', repository]));
  }
  rmSync(repository, { recursive: true });
  return compile.seconds / products;
}

if (!existsSync(join(root, 'packages/cli/dist'))) throw new Error('no bundle: run npm run build first');
benchStart();
const sizes = process.argv.slice(2).map(Number);
const perProduct = (sizes.length > 0 ? sizes : [100, 1_000, 10_000]).map(benchCompile);
console.log(
  `\ncost of a product, first size to last: x ${((perProduct.at(-1) ?? 0) / (perProduct[0] ?? 1)).toFixed(2)}`,
);
