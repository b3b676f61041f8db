import type { Environment, Json } from '@akili/model';

/** What `akili.yaml` says of an S3 engine, with its defaults. */
export interface S3Settings {
  /** Without one the SDK goes to AWS. No trailing slash. */
  readonly endpoint: string | undefined;
  /** Where the Admin Ops API of Ceph answers; `<endpoint>/admin` by default. */
  readonly adminEndpoint: string | undefined;
  readonly bucket: string;
  readonly region: string;
  /**
   * Who makes the tenants' principals. `rgw`: this driver, through Ceph's Admin Ops API. `external`: somebody else; the
   * policy then names `arn:aws:iam::<account>:user/tenant-<slug>`, and no login is made, rotated or looked at.
   */
  readonly principals: 'rgw' | 'external';
  /** The account in the principals' names; empty on Ceph. */
  readonly account: string;
  /** How long one request may take. */
  readonly timeoutMs: number;
  /** What the bucket policy may take: AWS allows 20 kB, Ceph takes a request parameter of 1 MiB. */
  readonly policyBytes: number;
  /** Days after which the parts of an upload that was never finished go. */
  readonly abandonedUploadDays: number;
}

export const bucketPattern = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Reads the settings of an environment's objects engine; what is missing or malformed has its default. */
export function readSettings(written: { readonly [key: string]: Json } | undefined): S3Settings {
  const text = (key: string): string | undefined => {
    const value = written?.[key];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const count = (key: string, otherwise: number): number => {
    const value = written?.[key];
    return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : otherwise;
  };
  const endpoint = text('endpoint')?.replace(/\/+$/, '');
  const bucket = text('bucket');
  const isAmazon = endpoint === undefined || /\.amazonaws\.com(\.cn)?$/.test(endpoint);
  return {
    endpoint,
    adminEndpoint:
      text('adminEndpoint')?.replace(/\/+$/, '') ?? (endpoint === undefined ? undefined : `${endpoint}/admin`),
    bucket: bucket !== undefined && bucketPattern.test(bucket) ? bucket : 'akili-data',
    region: text('region') ?? 'us-east-1',
    principals: text('principals') === 'external' ? 'external' : 'rgw',
    account: text('account') ?? '',
    timeoutMs: count('timeoutSeconds', 30) * 1000,
    policyBytes: count('policyBytes', isAmazon ? 20_480 : 1_000_000),
    abandonedUploadDays: count('abandonedUploadDays', 7),
  };
}

/** The settings of an environment, as `lower` reads them. */
export function settingsOf(environment: Environment): S3Settings {
  return readSettings(environment.engines.objects?.settings);
}
