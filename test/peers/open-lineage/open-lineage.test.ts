import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { lineageGraph, traceLineage } from '@akili/compiler';
import { openLineage } from '@akili/report';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, expect, test } from 'vitest';
import { closeParser, compileFiles } from '../../support/compile-files.ts';
import { jobEventSchema } from './job-event-schema.ts';

afterAll(closeParser);

const ajv = new Ajv2020({ allErrors: true, strict: false });
ajv.addFormat('uri', (value: string) => URL.canParse(value));
ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
const isJobEvent = ajv.compile(jobEventSchema);

function problemsOf(event: unknown): readonly string[] {
  return isJobEvent(event) ? [] : (isJobEvent.errors ?? []).map((one) => `${one.instancePath} ${one.message ?? ''}`);
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

async function eventsOf(): Promise<readonly unknown[]> {
  const paths = ['akili.yaml', ...filesBelow('policies'), ...filesBelow('tenants')].sort();
  const { compilation } = await compileFiles(paths.map((path) => ({ path, text: readFileSync(path, 'utf8') })));
  const graph = lineageGraph(compilation.products);
  const trace = traceLineage(graph, [...graph.nodes.keys()], ['up', 'down']);
  const lines = [...openLineage(trace, new Date('2026-03-08T02:30:00Z'), '0.1.0')].join('').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as unknown);
}

test('every event of the tenants is a job event of OpenLineage', async () => {
  const events = await eventsOf();
  expect(events).toHaveLength(2);
  expect(events.map(problemsOf)).toEqual([[], []]);
});

test('the schema sees what is wrong with an event', async () => {
  const [event] = (await eventsOf()) as [{ readonly job: object; readonly outputs: readonly { facets: object }[] }];
  expect(problemsOf({ ...event, run: { runId: 'x' } })).toEqual([' must NOT be valid']);
  expect(problemsOf({ ...event, eventTime: 'yesterday' })).toEqual(['/eventTime must match format "date-time"']);
  expect(problemsOf({ ...event, job: { namespace: 'akili://acme-corp' } })).toEqual([
    "/job must have required property 'name'",
  ]);
  const outputs = [{ ...event.outputs[0], facets: { columnLineage: { fields: {} } } }];
  expect(problemsOf({ ...event, outputs })).toEqual([
    "/outputs/0/facets/columnLineage must have required property '_producer'",
    "/outputs/0/facets/columnLineage must have required property '_schemaURL'",
  ]);
});
