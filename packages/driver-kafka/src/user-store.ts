import type { LiveUser, NewLogin, Supported } from './kafka-admin.ts';

/** Where logins are kept: over Kafka's protocol, or Redpanda's admin API. */
export interface UserStore {
  users(): Promise<Supported<readonly LiveUser[]>>;
  setUser(login: NewLogin): Promise<void>;
  deleteUser(user: string): Promise<void>;
}
