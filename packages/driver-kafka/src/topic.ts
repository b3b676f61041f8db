import { canonicalJson, type Json } from '@akili/model';
import {
  notOurs,
  type Difference,
  type Observed,
  type Resource,
  type ResourceType,
  type StepDraft,
} from '@akili/resource';
import { change, ownName, type KafkaSession } from './kafka-session.ts';
import type { TopicSpec, TopicValue } from './specs.ts';
import { prefixOf } from './tenant-access.ts';
import { judgeConfigs } from './judge-configs.ts';

type TopicRequest =
  | {
      readonly op: 'create';
      readonly topic: string;
      readonly partitions: number;
      readonly replication: number;
      readonly configs: { readonly [name: string]: string };
    }
  | { readonly op: 'grow'; readonly topic: string; readonly partitions: number }
  | { readonly op: 'configure'; readonly topic: string; readonly configs: { readonly [name: string]: string } }
  | { readonly op: 'delete'; readonly topic: string };

/** A topic; Kafka has no place for a mark on it, so whose it is stands in the state. */
export const topicType: ResourceType<TopicSpec, KafkaSession> = {
  kind: 'events.topic',
  rank: 70,
  expect: (desired) => expected(desired.spec),
  diff: (desired, observed) => (desired === undefined ? removal(observed) : difference(desired, observed)),
  adopts: isAsDeclared,
  async run(session, step, signal) {
    const request = step.request as TopicRequest;
    ownName(session, request.topic, prefixOf(session.tenant.slug));
    await change(session, signal, async (admin) => {
      switch (request.op) {
        case 'create':
          return await admin.createTopic(request);
        case 'grow':
          return await admin.growPartitions(request.topic, request.partitions);
        case 'configure':
          return await admin.setConfigs(request.topic, request.configs);
        case 'delete':
          return await admin.deleteTopic(request.topic);
      }
    });
  },
};

function expected({ partitions, replication, configs }: TopicSpec): TopicValue {
  return { partitions, ...(replication === null ? {} : { replication }), configs };
}

function removal(observed: Observed | undefined): Difference | undefined {
  if (observed?.mark === undefined) return undefined;
  const { name, value } = observed;
  const step = draft(`delete topic ${name} with its events`, 'destructive', { op: 'delete', topic: name });
  return { op: 'delete', reason: 'no longer declared', before: value, after: null, steps: [step] };
}

function difference(desired: Resource<TopicSpec>, observed: Observed | undefined): Difference | undefined {
  const { spec } = desired;
  const after = expected(spec);
  const stranger = notOurs(desired as Resource, observed, after);
  if (stranger !== undefined) return stranger;
  const create = (): StepDraft =>
    draft(`create topic ${spec.topic} with partitions: ${spec.partitions}`, 'safe', {
      op: 'create',
      topic: spec.topic,
      partitions: spec.partitions,
      replication: spec.replication ?? -1,
      configs: spec.configs,
    });
  if (observed === undefined) {
    const steps = spec.refused === undefined ? [create()] : [];
    return { op: 'create', reason: spec.refused ?? 'not there yet', before: null, after, steps };
  }
  const before = observed.value as TopicValue;
  if (before.partitions > spec.partitions) {
    const reason = `partitions shrink ${before.partitions} -> ${spec.partitions}: only a new topic has fewer`;
    const away = draft(`delete topic ${spec.topic} with its events`, 'destructive', {
      op: 'delete',
      topic: spec.topic,
    });
    return { op: 'replace', reason, before, after, steps: spec.refused === undefined ? [away, create()] : [] };
  }
  return update(spec, before, after);
}

function update(spec: TopicSpec, before: TopicValue, after: TopicValue): Difference | undefined {
  const reasons: string[] = [];
  const steps: StepDraft[] = [];
  if (before.partitions < spec.partitions) {
    reasons.push(`partitions grow ${before.partitions} -> ${spec.partitions}`);
    // Keys are hashed over all partitions: the order of events with one key breaks across this step.
    const summary = `grow partitions of ${spec.topic} ${before.partitions} -> ${spec.partitions}`;
    steps.push(draft(summary, 'locking', { op: 'grow', topic: spec.topic, partitions: spec.partitions }));
  }
  const judged = judgeConfigs(before.configs, spec.configs);
  if (judged !== undefined) {
    reasons.push(judged.reason);
    const summary = `set ${Object.keys(judged.configs).join(', ')} of ${spec.topic}`;
    steps.push(draft(summary, judged.risk, { op: 'configure', topic: spec.topic, configs: judged.configs }));
  }
  if (after.replication !== undefined && before.replication !== after.replication)
    reasons.push(
      `replication ${before.replication ?? '?'} -> ${after.replication}: replicas are moved by a reassignment, which this driver cannot do`,
    );
  if (reasons.length === 0) return undefined;
  return { op: 'update', reason: reasons.join('; '), before, after, steps };
}

function draft(summary: string, risk: StepDraft['risk'], request: TopicRequest): StepDraft {
  return { summary, risk, credential: 'tenant', request };
}

/** True when an unmarked topic is what is declared, to the letter: then it may be taken for the tenant's. */
function isAsDeclared(desired: Resource<TopicSpec>, observed: Observed): boolean {
  const before = observed.value as TopicValue;
  const { partitions, replication, configs } = expected(desired.spec);
  const declared: Json = Object.fromEntries(Object.keys(configs).map((name) => [name, before.configs[name] ?? null]));
  return (
    before.partitions === partitions &&
    (replication === undefined || before.replication === replication) &&
    canonicalJson(declared) === canonicalJson(configs)
  );
}
