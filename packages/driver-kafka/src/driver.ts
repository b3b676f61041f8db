import type { Driver } from '@akili/resource';
import { accessType } from './access.ts';
import { connectKafka, type ConnectOptions } from './connect.ts';
import { ignoredSettings } from './ignored-settings.ts';
import type { KafkaSession } from './kafka-session.ts';
import { lower } from './lower.ts';
import { quotaType } from './quota.ts';
import { topicType } from './topic.ts';
import { userType } from './user.ts';

/** Events on Kafka, and on Redpanda as far as it differs. */
export function kafkaDriver(options: ConnectOptions = {}): Driver<KafkaSession> {
  return {
    name: 'kafka',
    role: 'events',
    types: [userType, quotaType, accessType, topicType],
    lower,
    cannot: ignoredSettings,
    connect: (context) => Promise.resolve(connectKafka(context, options)),
  };
}
