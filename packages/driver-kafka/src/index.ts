export * from './driver.ts';
export * from './addresses.ts';
export type { KafkaSession } from './kafka-session.ts';
