import { authNotUsable } from '@akili/diagnostics';
import type { Document, WrittenPlatform } from '@akili/manifest';
import type { AuthKeys, AuthSettings } from '@akili/model';
import type { Scope } from './scope.ts';

/** How tokens are verified. What cannot be used is told and counts as nothing: then no token is believed. */
export function bindAuth({ value, file }: Document<WrittenPlatform>, scope: Scope): AuthSettings | undefined {
  const { auth } = value;
  if (auth?.issuer === undefined || auth.audience === undefined) return undefined;
  const { issuer, audience, jwks, key } = auth;
  const refuse = (path: readonly string[], problem: string): undefined => {
    scope.findings.push(authNotUsable.at({ file, path: ['auth', ...path] }, { problem }));
    return undefined;
  };
  if (jwks !== undefined && key !== undefined) return refuse(['key'], '`jwks` and `key` are both given');
  const keys = jwks !== undefined ? keySetOf(jwks) : key === undefined ? undefined : keyFileOf(key);
  if (keys === undefined) return refuse([], 'neither `jwks` nor `key` says where the public keys are');
  if (typeof keys === 'string') return refuse([jwks === undefined ? 'key' : 'jwks'], keys);
  return { issuer, audience, keys };
}

/** Keys that come over an open line could be anybody's; on this machine there is no line. */
function keySetOf(jwks: string): AuthKeys | string {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(jwks)) return isInside(jwks) ? { from: 'jwks', file: jwks } : outside(jwks);
  if (!URL.canParse(jwks)) return `\`${jwks}\` is no address`;
  const { protocol, hostname, username, password } = new URL(jwks);
  if (username !== '' || password !== '') return 'the address holds a user or a password';
  const isHere = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
  if (protocol === 'https:' || (protocol === 'http:' && isHere)) return { from: 'url', url: jwks };
  return `\`${jwks}\` is not an \`https\` address`;
}

function keyFileOf(key: string): AuthKeys | string {
  return isInside(key) ? { from: 'key', file: key } : outside(key);
}

function isInside(path: string): boolean {
  return !path.startsWith('/') && !path.includes('\\') && !path.split('/').includes('..');
}

function outside(path: string): string {
  return `\`${path}\` is no path from the repository's root`;
}
