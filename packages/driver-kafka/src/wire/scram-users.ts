import { displacedMechanisms, type Capabilities } from '../capabilities.ts';
import type { LiveUser, NewLogin, Supported } from '../kafka-admin.ts';
import { settle } from '../settle.ts';
import type { UserStore } from '../user-store.ts';
import type { BrokerConnections } from './broker-connections.ts';
import { alterScram, describeScram, scramCodes } from './requests.ts';
import { saltPassword } from './scram.ts';

/** Logins over Kafka's own protocol (KIP-554): Kafka since 2.7, Redpanda since 25.2. */
export function scramUsers(connections: BrokerConnections, capabilities: Capabilities): UserStore {
  const list = async (): Promise<readonly LiveUser[]> =>
    (await connections.send(describeScram, null))
      .filter(({ credentials }) => credentials.length > 0)
      .map(({ user, credentials }) => ({
        user,
        credentials: credentials
          .toSorted((a, b) => a.mechanism - b.mechanism)
          .map(({ mechanism, iterations }) => ({ mechanism: nameOf(mechanism), iterations })),
      }));
  const find = async (name: string): Promise<LiveUser | undefined> => (await list()).find(({ user }) => user === name);
  return {
    async users(): Promise<Supported<readonly LiveUser[]>> {
      if (await connections.knows(describeScram)) return { value: await list() };
      return { unsupported: 'it has no DescribeUserScramCredentials (Kafka has it since 2.7, Redpanda since 25.2)' };
    },
    async setUser({ user, password, mechanism, iterations }: NewLogin) {
      const there = (await find(user))?.credentials?.map((credential) => credential.mechanism) ?? [];
      const salted = await saltPassword(password, mechanism, iterations);
      const deletions = displacedMechanisms(capabilities, there, mechanism).map((other) => ({
        user,
        mechanism: codeOf(other),
      }));
      const upsertions = [{ user, mechanism: scramCodes[mechanism], iterations, ...salted }];
      await connections.send(alterScram, { deletions, upsertions });
      await settle(`login ${user}`, async () => {
        const live = (await find(user))?.credentials ?? [];
        return live.length === 1 && live[0]?.mechanism === mechanism && live[0].iterations === iterations;
      });
    },
    async deleteUser(user) {
      const there = await find(user);
      if (there === undefined) return;
      const deletions = (there.credentials ?? []).map(({ mechanism }) => ({ user, mechanism: codeOf(mechanism) }));
      await connections.send(alterScram, { deletions, upsertions: [] });
      await settle(`login ${user} is gone`, async () => (await find(user)) === undefined);
    },
  };
}

function nameOf(code: number): string {
  return Object.entries(scramCodes).find(([, known]) => known === code)?.[0] ?? `#${code}`;
}

function codeOf(name: string): number {
  return name in scramCodes ? scramCodes[name as keyof typeof scramCodes] : Number(name.slice(1));
}
