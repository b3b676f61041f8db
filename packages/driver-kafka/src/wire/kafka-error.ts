import { EngineError } from '@akili/resource';

/** What a broker answered with: its code, and its own words where it has some. */
export class KafkaProtocolError extends Error {
  readonly code: number;
  constructor(code: number, message: string | null) {
    super(message ?? '');
    this.name = 'KafkaProtocolError';
    this.code = code;
  }
}

/** Codes that kafkajs has no words for, or that deserve better ones. */
const words: { readonly [code: number]: string } = {
  3: 'the topic is not there',
  7: 'the broker did not finish in time',
  29: 'the login may not do this with the topic',
  31: 'the login may not administer the cluster',
  35: 'the broker knows no version of this request that this driver speaks',
  36: 'the topic is there already',
  37: 'the number of partitions is not possible',
  38: 'the number of replicas is not possible: there may be fewer brokers',
  40: 'a setting is not possible',
  41: 'this broker is not the controller',
  44: 'a policy of the broker refused it',
  54: 'isolation is not enforced: the broker has no authorizer, so ACLs would protect nothing. Set one up (authorizer.class.name) before any tenant is applied',
  91: 'there is no such thing',
  93: 'the broker does not accept such a password',
};

/** Worth a second try: another leader, a broker that starts or is busy, a throttled or lost request. */
const retryableCodes: ReadonlySet<number> = new Set([5, 6, 7, 8, 9, 13, 14, 15, 16, 19, 20, 41, 51, 56, 74, 89]);

interface Failure {
  readonly name?: string;
  readonly message?: string;
  readonly code?: unknown;
  readonly type?: string;
  readonly retriable?: boolean;
  readonly errors?: readonly unknown[];
  readonly cause?: unknown;
}

/** The number of a broker's refusal; undefined for what never got an answer. */
export function codeOf(error: unknown): number | undefined {
  const { code, errors, cause } = error as Failure;
  if (typeof code === 'number') return code;
  if (errors !== undefined && errors.length > 0) return codeOf(errors[0]);
  return cause instanceof Error ? codeOf(cause) : undefined;
}

/**
 * A failure in the words of a person, without a secret; a bug of ours stays what it is.
 * `doing`: what was tried, for the beginning of the message.
 */
export function asEngineError(error: unknown, doing: string, secrets: readonly string[]): unknown {
  if (error instanceof EngineError || !(error instanceof Error)) return error;
  // Only what others say is scrubbed: a password that is a word must not blot out ours.
  const failure: Failure = { ...(error as Failure), name: error.name, message: scrub(error.message, secrets) };
  const make = (message: string, retryable: boolean): EngineError =>
    new EngineError(`${doing}: ${message}`, { retryable });
  if (failure.name === 'KafkaJSSASLAuthenticationError' || failure.type === 'SASL_AUTHENTICATION_FAILED')
    return make('the broker refused the login: the password is wrong, or the login is not there', false);
  const code = codeOf(error);
  if (code !== undefined) {
    const said = [words[code] ?? failure.type ?? `error ${code}`, failure.message ?? ''];
    const own = error instanceof KafkaProtocolError ? said.filter((part) => part !== '') : said.slice(0, 1);
    return make(own.join(': '), retryableCodes.has(code));
  }
  if (failure.name === 'KafkaJSServerDoesNotSupportApiKey') return make(words[35] as string, false);
  if (failure.name === 'KafkaJSRequestTimeoutError') return make('the broker did not answer in time', true);
  if (failure.name?.startsWith('KafkaJSConnection') === true || failure.name === 'KafkaJSLockTimeout')
    return make(unreachable(failure), true);
  if (failure.name?.startsWith('KafkaJS') === true)
    return make(failure.message ?? 'failed', failure.retriable === true);
  return error;
}

function unreachable({ message = '', code }: Failure): string {
  if (/self.signed|certificate|CERT/i.test(`${message} ${String(code)}`)) return `TLS failed: ${message}`;
  return message.toLowerCase().includes('timeout')
    ? 'the broker did not take the connection in time'
    : `the broker cannot be reached: ${message}`;
}

/** Replaces secret values, should a library ever repeat one. */
export function scrub(text: string, secrets: readonly string[]): string {
  return secrets.filter((secret) => secret !== '').reduce((left, secret) => left.replaceAll(secret, '(secret)'), text);
}
