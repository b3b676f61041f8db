import { expect, it } from 'vitest';
import { s3Connector } from './s3-connector.ts';

const open = (endpoint: string) =>
  s3Connector.open(
    {
      connectorType: 's3',
      config: { endpoint, bucket: 'latest', region: 'eu-west-1' },
      secret: { accessKeyId: 'a', secretAccessKey: 'b' },
      root: '/nowhere',
    },
    new AbortController().signal,
  );

it.each(['http://169.254.169.254', 'http://2852039166', 'http://[fd00:ec2::254]', 'http://[::ffff:a9fe:a9fe]'])(
  '%s is never asked: clouds keep the secrets of their machines there',
  async (endpoint) => {
    await expect(open(endpoint)).rejects.toThrow('its address is never a source');
  },
);

it.each(['file:///etc', 'https://u:p@example.com', 'nothing'])('%s is no endpoint', async (endpoint) => {
  await expect(open(endpoint)).rejects.toThrow(/^config\.endpoint is no http or https address without a login$/);
});

it('an object store of the own network is one', async () => {
  const source = await open('http://127.0.0.1:9000');
  await source.close();
});
