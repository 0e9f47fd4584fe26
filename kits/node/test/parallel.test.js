// Fifty tests at a time on one emulator, each with a clock and a fault of its own.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { startScopix } from 'scopix-emulator';

const TESTS = 50;

const scopix = await startScopix();
after(() => scopix.stop());

describe('fifty tenants do not affect each other', { concurrency: TESTS }, () => {
  for (let number = 0; number < TESTS; number++) {
    test(`tenant ${number}`, async () => {
      const tenant = scopix.tenant();
      const start = new Date(Date.UTC(2026, 0, 1 + number));
      await tenant.clock.freeze(start);
      await tenant.faults.add({ operation: 'files.list', status: 500 + number, times: 2 });
      const statuses = [];
      for (let count = 0; count < 3; count++) statuses.push((await tenant.fetch('/files')).status);
      assert.deepEqual(statuses, [500 + number, 500 + number, 200]);
      await tenant.upload(Buffer.from('text'), { filename: `${number}.txt` });
      assert.equal(await tenant.clock.advance({ hours: number + 1 }) - start, (number + 1) * 3_600_000);
      await tenant.untilIdle();
      const { items } = await (await tenant.fetch('/files')).json();
      assert.deepEqual(items.map((file) => file.filename), [`${number}.txt`]);
      await tenant.requests.verify('files.list', { times: 4 });
    });
  }
});
