// node:test: one emulator for the tests of a file, and a tenant for each test.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startScopix } from 'scopix-emulator';

const scopix = await startScopix();
after(() => scopix.stop());

test('a list that is refused is sent again', { concurrency: true }, async () => {
  const tenant = scopix.tenant();
  await tenant.faults.add({ operation: 'files.list', status: 429, retry_after: 2 });
  assert.equal((await tenant.fetch('/files')).status, 429);
  assert.equal((await tenant.fetch('/files')).status, 200);
  await tenant.requests.verify('files.list', { times: 2 });
});
