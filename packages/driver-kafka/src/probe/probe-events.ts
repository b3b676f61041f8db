import { probed, takenAway, type ProbeContext, type ProbeFinding, type ProbeTarget } from '@akili/resource';
import type { Acl } from '../acl.ts';
import { toWire } from '../acl-codes.ts';
import type { KafkaAdmin } from '../kafka-admin.ts';
import { headOf } from '../snapshot.ts';
import { prefixOf, principalsOf } from '../tenant-access.ts';
import type { BrokerConnections } from '../wire/broker-connections.ts';
import { codeOf } from '../wire/kafka-error.ts';
import { metadata } from '../wire/requests.ts';
import { beInGroup, fetchOne, produceNothing } from './requests.ts';

/** A topic, a group or the cluster may not be touched by this login. */
const refusals: ReadonlySet<number> = new Set([29, 30, 31, 53]);
/** The broker's moment of weakness, or a request that it does not have: nothing can be concluded. */
const undecided: ReadonlySet<number> = new Set([-1, 7, 35, 44, 89]);

/** Does something with the platform's login, where it is at hand. */
type AsPlatform = (work: (admin: KafkaAdmin) => Promise<void>) => Promise<void>;

type Aim = Pick<ProbeFinding, 'other' | 'action' | 'what' | 'name'>;

/** How the code that an attempt ended with is to be read; any other than a refusal says that the broker let it pass. */
function judged(aim: Aim, code: number, said: string): ProbeFinding {
  if (refusals.has(code)) return { ...aim, outcome: 'refused' };
  if (undecided.has(code)) return { ...aim, outcome: 'undecided', detail: `the broker answered with its code ${code}` };
  return { ...aim, outcome: 'violated', detail: said };
}

/**
 * Tries with a tenant's login to reach what begins with other tenants' prefixes: topics (read, write, make), consumer
 * groups, and the ACLs of the cluster. Nothing is written or made: topics are only asked for (`validateOnly`), records
 * go to a partition that no topic has. The one thing that could come to be is an ACL on a name of the tenant's own,
 * which is removed at once.
 */
export async function probeEvents(
  connections: BrokerConnections,
  { tenant, others, nonce }: ProbeContext,
  asPlatform: AsPlatform,
): Promise<readonly ProbeFinding[]> {
  const visible = (await connections.send(metadata, null)).topics
    .filter(({ error }) => !refusals.has(error))
    .map(({ topic }) => topic);
  const findings: ProbeFinding[] = [];
  for (const target of others) {
    const { slug } = target.tenant;
    findings.push(listed(target, visible));
    const topics = probed(target, 'events.topic').map(({ name }) => name);
    for (const topic of topics) findings.push(...(await tryTopic(connections, slug, topic)));
    findings.push(...(await tryNames(connections, slug, nonce)));
  }
  const first = others[0]?.tenant.slug;
  if (first !== undefined)
    findings.push(...(await tryCluster(connections, asPlatform, { slug: tenant.slug, other: first, nonce })));
  return findings;
}

function listed({ tenant }: ProbeTarget, visible: readonly string[]): ProbeFinding {
  const theirs = visible.filter((topic) => headOf(topic) === tenant.slug);
  const aim = { other: tenant.slug, action: 'list', what: 'topics', name: `${prefixOf(tenant.slug)}*` } as const;
  return theirs.length === 0
    ? { ...aim, outcome: 'refused' }
    : { ...aim, outcome: 'violated', detail: `${theirs.length} of its topics are listed` };
}

async function tryTopic(
  connections: BrokerConnections,
  other: string,
  topic: string,
): Promise<readonly ProbeFinding[]> {
  const aim = { other, what: 'a topic', name: topic };
  return [
    judged({ ...aim, action: 'read' }, await connections.send(fetchOne, topic), 'records may be read'),
    judged({ ...aim, action: 'write' }, await connections.send(produceNothing, topic), 'records may be written'),
  ];
}

/** Names within the prefix that nobody has: an ACL is about names, whether or not there is such a thing. */
async function tryNames(
  connections: BrokerConnections,
  other: string,
  nonce: string,
): Promise<readonly ProbeFinding[]> {
  const name = `${prefixOf(other)}akili-probe-${nonce}`;
  const topic = { topic: name, numPartitions: 1, replicationFactor: 1, configEntries: [] };
  const create = await connections.call('CreateTopics', (broker) =>
    answered(broker.createTopics({ topics: [topic], timeout: 5_000, validateOnly: true })),
  );
  return [
    judged({ other, action: 'write', what: 'a new topic', name }, create, 'a topic could be made'),
    judged(
      { other, action: 'subscribe', what: 'a consumer group', name },
      await connections.send(beInGroup, name),
      'it may be joined',
    ),
  ];
}

/** The cluster's own rights reach everybody; they are told with the first of the others. */
async function tryCluster(
  connections: BrokerConnections,
  asPlatform: AsPlatform,
  { slug, other, nonce }: { readonly slug: string; readonly other: string; readonly nonce: string },
): Promise<readonly ProbeFinding[]> {
  const acl: Acl = {
    ...{ principal: principalsOf(slug)[0] as string, host: '*', permission: 'ALLOW', operation: 'DESCRIBE' },
    ...{ resource: 'TOPIC', pattern: 'LITERAL', name: `${prefixOf(slug)}akili-probe-${nonce}` },
  };
  const any = { resourceType: 1, resourcePatternType: 1, operation: 1, permissionType: 1 };
  const list = await connections.call('DescribeAcls', (broker) => answered(broker.describeAcls(any)));
  const grant = await connections.call('CreateAcls', (broker) => answered(broker.createAcls({ acl: [toWire(acl)] })));
  const gone =
    grant === 0
      ? await takenAway(
          () => connections.call('DeleteAcls', (broker) => broker.deleteAcls({ filters: [toWire(acl)] })),
          () => asPlatform((admin) => admin.deleteAcls([acl])),
        )
      : '';
  const aim = { other, what: 'the ACLs of the cluster', name: 'the ACLs of the cluster' };
  return [
    judged({ ...aim, action: 'list' }, list, 'every ACL is shown'),
    judged({ ...aim, action: 'grant' }, grant, `ACLs may be written: one was; ${gone}`),
  ];
}

/** The broker's code; 0 where it did what was asked. What never got an answer comes through. */
async function answered(asked: Promise<unknown>): Promise<number> {
  try {
    await asked;
    return 0;
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    return code;
  }
}
