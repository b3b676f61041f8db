// `npm run bench:stages -- [products]`: what each stage of a compile costs, in one process that has not run it before.
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duckdbParser } from '@akili/client-duckdb';
import { collect, compile } from '@akili/compiler';
import { readManifests } from '@akili/manifest';
import { readWorkingTree } from '@akili/repo';
import { readTree } from '@akili/sql';
import { parse as parseYaml } from 'yaml';
import { writeRepository } from './repository.ts';

const products = Number(process.argv[2] ?? 1_000);
const repository = join(tmpdir(), `akili-stages-${products}`);
rmSync(repository, { recursive: true, force: true });
const written = writeRepository(repository, { products, tenants: products >= 10_000 ? 50 : 16, seed: 7 });
console.log(`${products} products, ${written.files} files, ${(written.bytes / 1e6).toFixed(1)} MB`);

const seconds: { readonly stage: string; readonly seconds: number }[] = [];

async function stage<T>(name: string, work: () => T | Promise<T>): Promise<T> {
  const started = process.hrtime.bigint();
  const value = await work();
  seconds.push({ stage: name, seconds: Number(process.hrtime.bigint() - started) / 1e9 });
  return value;
}

const snapshot = await stage('read the working tree', () => readWorkingTree(repository));
await stage('floor: YAML-parse the same files', () => {
  for (const file of snapshot.files) if (file.path.endsWith('.yaml')) parseYaml(file.text);
});
await stage('manifests: YAML and schemas', () => readManifests(snapshot));
const collected = await stage('collect: manifests, bind, templates', () => collect(snapshot));
const parser = duckdbParser();
const parsed = await stage('parse the SQL', () => parser.parse(collected.texts));
const trees = await stage(
  'read the trees',
  () => new Map(collected.texts.map((text, i) => [text, readTree(parsed[i]!, text)])),
);
const { diagnostics } = await stage('compile: rules, analysis, emission, digest', () => compile(collected, trees));
parser.close();

const floor = seconds.slice(0, 2).reduce((sum, one) => sum + one.seconds, 0);
for (const { stage: name, seconds: cost } of seconds) {
  const rate = Math.round(products / cost);
  console.log(
    `${name.padEnd(46)}${cost.toFixed(3).padStart(9)} s  ${String(rate).padStart(8)} products/s  ${(cost / floor).toFixed(2)} x floor`,
  );
}
console.log(
  `floor: reading and YAML-parsing, ${floor.toFixed(3)} s; ${collected.texts.length} SQL texts, ${diagnostics.length} findings`,
);
rmSync(repository, { recursive: true });
