import { createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands between the driver and the webserver: it passes on, wants a token, keeps silent, or hangs up. */
export interface DagsterProxy {
  readonly url: string;
  /** How many questions came since the last `count`. */
  count(): number;
  behave(how: 'pass' | 'silent' | 'hang up' | { readonly token: string }): void;
  /** Passes on so many more questions, then hangs up on every one. */
  dieAfter(questions: number): void;
  close(): Promise<void>;
}

export async function dagsterProxy(target: string): Promise<DagsterProxy> {
  let how: Parameters<DagsterProxy['behave']>[0] = 'pass';
  let left = Infinity;
  let seen = 0;
  const silent = new Set<ServerResponse>();
  const server = createServer((incoming, response) => {
    seen += 1;
    left -= 1;
    if (how === 'hang up' || left < 0) return void incoming.socket.destroy();
    if (how === 'silent') return void silent.add(response);
    if (typeof how === 'object' && incoming.headers.authorization !== `Bearer ${how.token}`)
      return void response.writeHead(401).end();
    const passed = request(target, { method: 'POST', headers: incoming.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    count() {
      const since = seen;
      seen = 0;
      return since;
    },
    behave(next) {
      how = next;
      left = Infinity;
    },
    dieAfter(questions) {
      how = 'pass';
      left = questions;
    },
    close: () =>
      new Promise((resolve) => {
        for (const response of silent) response.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
