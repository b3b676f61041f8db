import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Version {
  readonly id: string;
  readonly text: string;
  readonly labels: Set<string>;
}

/** A running stand-in. */
export interface AwsSecretsPeer {
  readonly address: string;
  mode: 'well' | 'silent' | 'broken';
  /** Called before a label is moved: for a race with somebody else. */
  beforeMove: (() => void) | undefined;
  current(name: string): string | undefined;
  put(name: string, text: string): void;
  close(): Promise<void>;
}

class Refused extends Error {
  readonly type: string;
  readonly status: number;
  constructor(type: string, status = 400) {
    super(type);
    this.type = type;
    this.status = status;
  }
}

const members: { readonly [operation: string]: readonly string[] } = {
  GetSecretValue: ['SecretId'],
  CreateSecret: ['Name', 'SecretString', 'ClientRequestToken'],
  PutSecretValue: ['SecretId', 'SecretString', 'ClientRequestToken', 'VersionStages'],
  UpdateSecretVersionStage: ['SecretId', 'VersionStage', 'MoveToVersionId', 'RemoveFromVersionId'],
  DeleteSecret: ['SecretId'],
};

/** Starts a stand-in on a free port of the loopback. `keys`: which secrets (by prefix) each access key may use. */
export async function startAwsSecrets(keys: { readonly [keyId: string]: readonly string[] }): Promise<AwsSecretsPeer> {
  const secrets = new Map<string, Version[]>();
  let ids = 0;
  const peer = { mode: 'well' as AwsSecretsPeer['mode'], beforeMove: undefined as (() => void) | undefined };
  const newId = (): string => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`;
  const holder = (versions: readonly Version[], label: string): Version | undefined =>
    versions.find(({ labels }) => labels.has(label));
  const existing = (name: string): Version[] => {
    const versions = secrets.get(name);
    if (versions === undefined) throw new Refused('ResourceNotFoundException');
    return versions;
  };
  const put = (name: string, text: string): void => {
    const versions = secrets.get(name) ?? [];
    for (const { labels } of versions) labels.delete('AWSCURRENT');
    secrets.set(name, [...versions, { id: newId(), text, labels: new Set(['AWSCURRENT']) }]);
  };

  function operate(operation: string, sent: { readonly [member: string]: unknown }): object {
    const name = String(sent['SecretId'] ?? sent['Name']);
    switch (operation) {
      case 'GetSecretValue': {
        const version = holder(existing(name), 'AWSCURRENT');
        if (version === undefined) throw new Refused('ResourceNotFoundException');
        return { Name: name, VersionId: version.id, SecretString: version.text, VersionStages: [...version.labels] };
      }
      case 'CreateSecret': {
        if (secrets.has(name)) throw new Refused('ResourceExistsException');
        put(name, String(sent['SecretString']));
        return { Name: name };
      }
      case 'PutSecretValue': {
        const id = String(sent['ClientRequestToken']);
        if (id.length < 32) throw new Refused('ValidationException');
        const stages = sent['VersionStages'] as readonly string[];
        const versions = existing(name);
        for (const { labels } of versions) for (const stage of stages) labels.delete(stage);
        versions.push({ id, text: String(sent['SecretString']), labels: new Set(stages) });
        return { Name: name, VersionId: id };
      }
      case 'UpdateSecretVersionStage': {
        peer.beforeMove?.();
        const label = String(sent['VersionStage']);
        const versions = existing(name);
        const from = holder(versions, label);
        const to = versions.find(({ id }) => id === sent['MoveToVersionId']);
        if (to === undefined) throw new Refused('ResourceNotFoundException');
        if (from !== undefined && from.id !== sent['RemoveFromVersionId'])
          throw new Refused('InvalidParameterException');
        from?.labels.delete(label);
        to.labels.add(label);
        return { Name: name };
      }
      default:
        existing(name);
        secrets.delete(name);
        return { Name: name };
    }
  }

  async function answer(request: IncomingMessage): Promise<{ status: number; body: object } | undefined> {
    const text = await bodyOf(request);
    if (peer.mode === 'silent') return undefined;
    try {
      if (peer.mode === 'broken') throw new Refused('InternalServiceError', 500);
      const operation = /^secretsmanager\.([A-Za-z]+)$/.exec(String(request.headers['x-amz-target']))?.[1] ?? '';
      const known = members[operation];
      if (request.method !== 'POST' || known === undefined) throw new Refused('UnknownOperationException');
      const sent = JSON.parse(text) as { readonly [member: string]: unknown };
      if (Object.keys(sent).some((member) => !known.includes(member))) throw new Refused('ValidationException');
      const keyId = /Credential=([^/]+)\//.exec(String(request.headers.authorization))?.[1] ?? '';
      const prefixes = Object.hasOwn(keys, keyId) ? keys[keyId] : undefined;
      if (prefixes === undefined) throw new Refused('UnrecognizedClientException');
      const name = String(sent['SecretId'] ?? sent['Name']);
      if (!prefixes.some((prefix) => name.startsWith(prefix))) throw new Refused('AccessDeniedException');
      return { status: 200, body: operate(operation, sent) };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { status: error.status, body: { __type: error.type, Message: `refused: ${text}` } };
    }
  }

  const server = createServer((request, response) => {
    void answer(request).then((said) => {
      if (said === undefined) return;
      response.writeHead(said.status, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(said.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(peer, {
    address: `http://127.0.0.1:${port}`,
    current: (name: string) => holder(secrets.get(name) ?? [], 'AWSCURRENT')?.text,
    put,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  request.setEncoding('utf8');
  let text = '';
  for await (const piece of request) text += String(piece);
  return text;
}
