// jest: start it with node --experimental-vm-modules, since the package is an ES module.
import { expect, test } from '@jest/globals';
import { connectScopix } from 'scopix-emulator';

const scopix = connectScopix(process.env.SCOPIX_EMULATOR_URL);

test('a list that is refused is sent again', async () => {
  const tenant = scopix.tenant();
  await tenant.faults.add({ operation: 'files.list', status: 429, retry_after: 2 });
  expect((await tenant.fetch('/files')).status).toBe(429);
  expect((await tenant.fetch('/files')).status).toBe(200);
  await tenant.requests.verify('files.list', { times: 2 });
});
