// vitest: the tests of all files share an emulator, and run in parallel with a tenant each.
import { connectScopix } from 'scopix-emulator';
import type { FileDetails } from 'scopix-emulator/api';
import { describe, expect, inject, test } from 'vitest';

const scopix = connectScopix(inject('scopixAddress'));

describe.concurrent('a library', () => {
  test('a photo is described as the stub says', async () => {
    const tenant = scopix.tenant();
    await tenant.stubs.add({ filename: '*leak*', description: 'A leaking valve.' });
    const { file_id: id } = await tenant.upload(new TextEncoder().encode('Valve 7 leaks.'), { filename: 'leak.txt' });
    await tenant.untilIdle();
    const file = await (await tenant.fetch(`/files/${id}`)).json() as FileDetails;
    expect(file.upload_description).toBe('A leaking valve.');
  });

  test('a list that is refused is sent again', async () => {
    const tenant = scopix.tenant();
    await tenant.faults.add({ operation: 'files.list', status: 429, retry_after: 2 });
    expect((await tenant.fetch('/files')).status).toBe(429);
    await tenant.requests.verify('files.list', { status: 429, times: 1 });
  });
});
