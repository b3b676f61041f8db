import { kafkaDriver } from '@akili/driver-kafka';
import { acmeCorp } from '@akili/testkit';
import { contextFor } from './kafka-tenants.ts';

// A process of its own that reads a broker and then has nothing more to do: it ends by itself or not at all.
const [address = '', password = ''] = process.argv.slice(2);
const connection = await kafkaDriver().connect(contextFor({ address, password }));
const said = await connection.inventory(acmeCorp, new AbortController().signal).then(
  () => 'read',
  (error: Error) => error.message.replace(/^Kafka at \S+ with \S+: /, ''),
);
await connection.close();
process.stdout.write(`${said}\n`);
