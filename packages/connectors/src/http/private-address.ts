import { BlockList, isIP } from 'node:net';

const inside = new BlockList();
for (const [network, prefix] of [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
] as const)
  inside.addSubnet(network, prefix);
for (const [network, prefix] of [
  ['::1', 128],
  ['fc00::', 7],
] as const)
  inside.addSubnet(network, prefix, 'ipv6');

/** Never a source: nobody's own address, link-local (where clouds keep the secrets of their machines), multicast. */
const never = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['224.0.0.0', 3],
] as const)
  never.addSubnet(network, prefix);
for (const [network, prefix] of [
  ['::', 128],
  ['fe80::', 10],
  ['ff00::', 8],
  ['fd00:ec2::', 32],
] as const)
  never.addSubnet(network, prefix, 'ipv6');

/** What stands in the way of reaching an address: `never`, `private` (somebody has to say so), or nothing. */
export function addressProblem(address: string): 'never' | 'private' | undefined {
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4';
  // Other ways to write an IPv4 address inside IPv6 (NAT64, 6to4, mapped in hexadecimal) lead who knows where.
  if (family === 'ipv6' && /^(64:ff9b|2002|::ffff):/i.test(plain)) return 'never';
  if (never.check(plain, family)) return 'never';
  return inside.check(plain, family) ? 'private' : undefined;
}
