import { createServer, request as send, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Something between a client and the gateway that writes down what is asked, and may hold it up. */
export interface CountingProxy {
  readonly endpoint: string;
  /** `GET /admin/user?uid=tenant-acme-corp&format=json`, in the order of arrival. */
  readonly requests: string[];
  /** What is asked from now on gets this answer, or none at all. */
  answerWith(how: 'pass' | 'nothing' | 503): void;
  close(): Promise<void>;
}

/** Requests are signed for the address that they are sent to, so the gateway is told that one. */
export async function startCountingProxy(target: string): Promise<CountingProxy> {
  const requests: string[] = [];
  let how: 'pass' | 'nothing' | 503 = 'pass';
  const { hostname, port } = new URL(target);
  const server = createServer((asked: IncomingMessage, answer) => {
    const { method = '', url = '', headers } = asked;
    requests.push(`${method} ${url}`);
    if (how === 'nothing') return;
    if (how === 503) {
      answer.writeHead(503).end();
      return;
    }
    const onward = send({ hostname, port, method, path: url, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answerWith(next) {
      how = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
