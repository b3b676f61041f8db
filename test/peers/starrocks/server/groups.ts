import type { AlterResourceGroup, Classifier, CreateResourceGroup } from '../statement/resource-group.ts';
import type { Drop } from '../statement/statement.ts';
import { demandAdministrator } from './access.ts';
import { analyzing, Failure } from './failure.ts';
import type { Answer, Session } from './session.ts';
import type { Group } from './world.ts';

/** Cores of a backend: a weight may not pass them. */
const cores = 64;
const keys = ['cpu_weight', 'cpu_core_limit', 'exclusive_cpu_cores', 'mem_limit', 'concurrency_limit'];

export function createGroup(session: Session, statement: CreateResourceGroup): Answer {
  demandAdministrator(session, 'CREATE RESOURCE GROUP');
  const { groups } = session.world;
  if (groups.has(statement.name)) throw analyzing(`resource_group(${statement.name}) already exists`);
  const limits = new Map(statement.limits);
  if (!limits.has('mem_limit')) throw analyzing("property 'mem_limit' is required");
  const group: Group = { id: session.world.nextId(), limits: new Map(), classifiers: [] };
  setLimits(group, statement.limits);
  add(session, group, statement.classifiers);
  groups.set(statement.name, group);
  return 'ok';
}

export function alterGroup(session: Session, statement: AlterResourceGroup): Answer {
  demandAdministrator(session, 'ALTER');
  const group = named(session, statement.name);
  const { change } = statement;
  if (change.to === 'limits') setLimits(group, change.limits);
  else if (change.to === 'add') add(session, group, change.classifiers);
  else {
    const left = group.classifiers.filter(({ id }) => change.ids !== 'all' && !change.ids.includes(id));
    group.classifiers.splice(0, group.classifiers.length, ...left);
  }
  return 'ok';
}

export function dropGroup(session: Session, statement: Drop): Answer {
  demandAdministrator(session, 'DROP');
  named(session, statement.name[0] ?? '');
  session.world.groups.delete(statement.name[0] ?? '');
  return 'ok';
}

function named({ world }: Session, name: string): Group {
  const group = world.groups.get(name);
  if (group === undefined) throw new Failure(5079, `Unknown resource group '${name}'`);
  return group;
}

function setLimits(group: Group, limits: readonly (readonly [string, string])[]): void {
  for (const [key, value] of limits) {
    if (!keys.includes(key)) throw analyzing(`Unknown property: ${key}`);
    if (key === 'mem_limit' && !(Number.parseFloat(value) > 0 && Number.parseFloat(value) < 100))
      throw analyzing('mem_limit should range from 0.00(exclude) to 1.00(exclude)');
    if (key === 'cpu_weight' && !(Number(value) >= 1 && Number(value) <= cores))
      throw analyzing(`cpu_weight should range from 1 to ${cores}`);
    group.limits.set(key, value);
  }
}

function add({ world }: Session, group: Group, classifiers: readonly Classifier[]): void {
  for (const classifier of classifiers) {
    const db = classifier.find(({ key }) => key === 'db')?.values[0];
    if (db !== undefined && !world.catalogs.get('default_catalog')?.databases.has(db))
      throw analyzing(`Specified database not exists: ${db}`);
    const asks = classifier.map(({ key, values }) =>
      key === 'query_type' ? `query_type in (${values.join(', ').toUpperCase()})` : `${key}=${values.join('')}`,
    );
    group.classifiers.push({ id: world.nextId(), asks: asks.join(', ') });
  }
}
