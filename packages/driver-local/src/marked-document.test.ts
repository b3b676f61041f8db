import { expect, test } from 'vitest';
import { readDocument, writeDocument } from './marked-document.ts';

const mark = { tenantId: '6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d', digest: 'sha256:ab' };

test('a document is written with sorted keys, and read back', () => {
  const text = writeDocument({ mark, body: { topic: 'acme-corp.orders.data.available', partitions: 3 } });
  expect(text).toBe(`{
  "akili": {
    "digest": "sha256:ab",
    "tenant": "6f1c2a54-7c0e-4b0a-9f0e-0d6c5a1b2c3d"
  },
  "partitions": 3,
  "topic": "acme-corp.orders.data.available"
}
`);
  expect(readDocument(text)).toEqual({ mark, body: { topic: 'acme-corp.orders.data.available', partitions: 3 } });
});

test.each([[undefined], ['{}'], ['{"akili":{"tenant":"x"}}'], ['{"akili":'], ['null'], ['7']])(
  '%j carries no mark',
  (text) => {
    expect(readDocument(text)).toBeUndefined();
  },
);
