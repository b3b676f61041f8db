import { isIP } from 'node:net';
import { addressProblem } from '../http/private-address.ts';
import { SourceError } from '../source.ts';

/**
 * Throws SourceError for an endpoint that is no http or https address, or one where clouds keep the secrets of their
 * machines. Addresses inside a network are where object stores of one's own are. Names are not looked up here.
 */
export function refuseEndpoint(endpoint: string): void {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new SourceError('unsupported', 'config.endpoint is no http or https address without a login');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && addressProblem(host) === 'never')
    throw new SourceError('unsupported', `${url.host}: its address is never a source`);
}
