// `npx tsx --conditions=source test/bench/sql-stage.ts [products]`: what SQL costs of a compile, in one process that has not run it before: parsing,
// our trees, names and types, lineage, and the text for each of the three engines. CPU seconds, user and system, so
// that a busy machine says the same; on two idle cores the wall time is at most that.
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duckdbParser } from '@akili/client-duckdb';
import { checkSteps, readRepository, type AnalysedProduct } from '@akili/compiler';
import { targets } from '@akili/model';
import { readWorkingTree } from '@akili/repo';
import { readTree, type SqlTree } from '@akili/sql';
import { writeRepository } from './repository.ts';

const products = Number(process.argv[2] ?? 10_000);
const repository = join(tmpdir(), `akili-sql-${products}`);
rmSync(repository, { recursive: true, force: true });
writeRepository(repository, { products, tenants: products >= 10_000 ? 50 : 16, seed: 7 });

const costs = new Map<string, number>();

async function cost<T>(name: string, work: () => T | Promise<T>): Promise<T> {
  const started = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(started);
  costs.set(name, (costs.get(name) ?? 0) + (user + system) / 1e6);
  return value;
}

const read = readRepository(readWorkingTree(repository), { targets: 'all' });
const parser = duckdbParser();
const known = new Map<string, SqlTree>();
let checks = 0;
let transforms = 0;
const waiting: AnalysedProduct[] = [];
const steps = checkSteps(read, {
  tenant: () => undefined,
  product: () => undefined,
  analysed: (analysed) => void waiting.push(analysed),
});
// Steps bind, run the rules and write for each engine; lineage is made when it is asked for, so it is asked for here.
let step = await cost('bind, rules, three emissions', () => steps.next());
let asked: readonly string[] = [];
while (step.done !== true) {
  const missing = asked.filter((text) => !known.has(text));
  const parsed = await cost('parse', () => parser.parse(missing));
  await cost('read the trees', () => missing.forEach((text, i) => known.set(text, readTree(parsed[i]!, text))));
  asked = step.value;
  step = await cost('bind, rules, three emissions', () => steps.next(known));
  await cost('lineage', () => waiting.forEach(({ query }) => query.lineage));
  for (const { checks: own } of waiting) checks += own.length;
  transforms += waiting.length;
  waiting.length = 0;
}
parser.close();

let total = 0;
for (const seconds of costs.values()) total += seconds;
console.log(`${transforms} transforms, ${checks} checks, ${known.size} distinct texts, ${targets.length} engines`);
for (const [name, seconds] of costs) console.log(`${name.padEnd(34)}${seconds.toFixed(2).padStart(8)} s cpu`);
console.log(`${'all of SQL'.padEnd(34)}${total.toFixed(2).padStart(8)} s cpu (goal: 8 s on two cores)`);
rmSync(repository, { recursive: true });
