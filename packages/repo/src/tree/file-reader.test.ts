import { expect, test } from 'vitest';
import { FileReader } from './file-reader.ts';

test('FS006: a file that is gone meanwhile', () => {
  expect(new FileReader(10).read('a.yaml', '/nowhere/a.yaml')).toMatchObject({
    code: 'FS006',
    place: { file: 'a.yaml' },
    message: 'It cannot be read: it is not there.',
  });
});

test('FS006: a folder where a file was', () => {
  expect(new FileReader(10).read('a.yaml', '/')).toMatchObject({ code: 'FS006', place: { file: 'a.yaml' } });
});
