// A client is run under one kind of trouble after another.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startScopix, SurvivalError } from 'scopix-emulator';

const photo = new URL('./photo.png', import.meta.url);

const scopix = await startScopix();
after(() => scopix.stop());

// It sends an upload again whose response was lost.
async function upload(tenant) {
  try {
    await tenant.upload(photo);
  } catch (error) {
    if (error.status) throw error;
    await tenant.upload(photo);
  }
}

const experiments = {};
for await (const experiment of scopix.survive(upload, { faults: ['network', 'limits'], hangAfter: 2_000 }))
  experiments[experiment.id] = experiment;

test('a client that uploads twice is told so', async () => {
  const verdict = await experiments['files.upload#1/reset_after'].run();
  assert.deepEqual([verdict.verdict, verdict.hits], ['duplicated', 1]);
  await assert.rejects(experiments['files.upload#1/reset_after'].check(), (error) =>
    error instanceof SurvivalError && error.message.startsWith('files.upload#1/reset_after: duplicated. There are 2 files'));
});

test('a client that fails with the status passes', async () => {
  assert.equal((await experiments['files.upload#1/rate_limited'].check()).verdict, 'failed_legibly');
});

test('a client that does not end has hung', async () => {
  assert.equal((await experiments['files.upload#1/timeout'].run()).verdict, 'hung');
});

test('two clean runs that differ are no basis', async () => {
  let count = 0;
  const unstable = async (tenant) => (++count === 1 ? tenant.upload(photo) : tenant.fetch('/files'));
  await assert.rejects(scopix.survive(unstable).next(), /Two runs without trouble differ/);
});
