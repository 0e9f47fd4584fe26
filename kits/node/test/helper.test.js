// Each part of the helper does on the emulator what its name says.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { connectScopix, EmulatorError, NotIdleError, RequestVerificationError, startScopix } from 'scopix-emulator';

const photo = new URL('./photo.png', import.meta.url);
const start = new Date('2026-01-15T10:30:00Z');

const scopix = await startScopix();
after(() => scopix.stop());

async function countFiles(tenant) {
  return (await (await tenant.fetch('/files')).json()).total_count;
}

test('a clock is frozen, advanced and resumed', async () => {
  const { clock } = scopix.tenant();
  assert.deepEqual(await clock.freeze(start), start);
  assert.equal((await clock.advance({ hours: 2, minutes: 1 })).toISOString(), '2026-01-15T12:31:00.000Z');
  assert.deepEqual(await clock.advance('PT1H'), await clock.getNow());
  assert.throws(() => clock.advance({ hour: 2 }), /hour is no unit/);
  assert.equal((await clock.get()).frozen, true);
  await clock.resume();
  assert.equal((await clock.get()).frozen, false);
});

test('a fault acts, is listed and is removed', async () => {
  const tenant = scopix.tenant();
  const { id } = await tenant.faults.add({ operation: 'files.list', status: 429, retry_after: 2, times: 2 });
  const refused = await tenant.fetch('/files');
  assert.deepEqual([refused.status, refused.headers.get('Retry-After')], [429, '2']);
  assert.deepEqual((await tenant.faults.list()).map((fault) => [fault.id, fault.hits, fault.left]), [[id, 1, 1]]);
  await tenant.faults.remove(id);
  assert.equal((await tenant.fetch('/files')).status, 200);
});

test('a bundle is added and removed', async () => {
  const tenant = scopix.tenant();
  const added = await tenant.faults.addBundle('rate-limited');
  assert.equal(await tenant.faults.removeBundle('rate-limited'), added.length);
  await tenant.faults.add({ operation: '*', status: 500 });
  assert.equal(await tenant.faults.clear(), 1);
});

test('a refused fault names its field', async () => {
  await assert.rejects(scopix.tenant().faults.add({ operation: 'no.such', status: 500 }), (error) =>
    error instanceof EmulatorError && error.status === 422 && error.code === 'VALIDATION_ERROR' && error.field === 'operation'
    && error.message.startsWith("POST /_emulator/faults was refused with 422 VALIDATION_ERROR: operation: must be an operation's id"));
});

test('a stub decides the description and is counted', async () => {
  const tenant = scopix.tenant();
  const { id } = await tenant.stubs.add({ filename: 'photo*', description: 'A leaking valve.', tags: ['leak'] });
  await tenant.stubs.add({ filename: 'other*', description: 'Never used.' });
  const { file_id: fileId } = await tenant.upload(photo, { title: 'North', tags: ['site', 'north'] });
  await tenant.untilIdle();
  const file = await (await tenant.fetch(`/files/${fileId}`)).json();
  assert.deepEqual([file.upload_description, file.title], ['A leaking valve.', 'North']);
  assert.ok(file.tags.includes('site') && file.tags.includes('north'));
  assert.deepEqual((await tenant.stubs.list({ unused: true })).map((stub) => stub.description), ['Never used.']);
  await tenant.stubs.remove(id);
  assert.equal(await tenant.stubs.clear(), 1);
});

test('a download follows the redirect without the key', async () => {
  const tenant = scopix.tenant();
  const { file_id: fileId } = await tenant.upload(photo);
  const download = await tenant.fetch(`/files/${fileId}/download`);
  assert.deepEqual(Buffer.from(await download.arrayBuffer()), await readFile(photo));
  const [stored] = (await tenant.requests.list({ operation: 'storage.get' })).items;
  assert.equal((await tenant.requests.get(stored.id)).request.headers.Authorization, undefined);
});

test('waiting leaves no trace and names what is held', async () => {
  const tenant = scopix.tenant();
  await tenant.faults.add({ stage: 'description', hold: true });
  await tenant.faults.add({ operation: 'files.list', status: 500 });
  const { file_id: fileId } = await tenant.upload(photo);
  await assert.rejects(tenant.untilIdle({ timeout: 200 }), (error) => error instanceof NotIdleError
    && /photo.png \(description_status \w+.*\) after 0.2 s/.test(error.message));
  await tenant.stages.complete(fileId, 'description');
  await tenant.untilIdle();
  assert.deepEqual((await tenant.requests.list()).items.map((entry) => entry.operation), ['files.upload']);
});

test('a clock that is frozen for a block runs on from its time', async () => {
  const { clock } = scopix.tenant();
  const minutes = await clock.whileFrozen(start, async (at) => {
    await clock.advance({ hours: 2 });
    await clock.whileFrozen(undefined, () => {}); // a block within another leaves the clock frozen
    assert.equal((await clock.get()).frozen, true);
    return (await clock.getNow() - at) / 60_000;
  });
  assert.equal(minutes, 120);
  assert.equal((await clock.get()).frozen, false);
  assert.ok(await clock.getNow() - start >= 7_200_000);
  await assert.rejects(clock.whileFrozen(start, () => { throw new Error('a failed test'); }), /a failed test/);
  assert.equal((await clock.get()).frozen, false);
});

test('waiting for a frozen clock fails at once', async () => {
  const tenant = scopix.tenant();
  await tenant.clock.freeze();
  await tenant.upload(photo);
  await assert.rejects(tenant.untilIdle({ timeout: 600_000 }), /the clock is frozen: advance it/);
  await tenant.clock.advance({ minutes: 1 });
  await tenant.untilIdle();
});

test('stages are held, released and failed', async () => {
  const tenant = scopix.tenant();
  await tenant.clock.freeze();
  const { file_id: heldId } = await tenant.upload(photo);
  await tenant.stages.hold(heldId, 'description');
  await tenant.clock.advance({ hours: 1 });
  await assert.rejects(tenant.untilIdle(), /description_status/);
  await tenant.stages.release(heldId, 'description');
  await tenant.clock.advance({ hours: 1 });
  await tenant.untilIdle();
  const { file_id: failedId } = await tenant.upload(Buffer.from('another'), { filename: 'a.txt' });
  assert.equal(await tenant.stages.fail(failedId, 'text_extraction', 'timeout', 'Too slow'), 'failed');
  assert.equal(await tenant.stages.retry(failedId, 'text_extraction'), 'processing');
});

test('the journal is verified with the nearest request', async () => {
  const tenant = scopix.tenant();
  await tenant.fetch('/files?tags=pump');
  await tenant.fetch('/folders');
  assert.equal((await tenant.requests.verify('files.list', { query: { tags: 'pump' }, times: 1 })).count, 1);
  await tenant.requests.verifyOrder({ operation: 'files.list' }, { operation: 'folders.list' });
  await assert.rejects(tenant.requests.verify({ operation: 'files.list', query: { tags: 'valve' } }), (error) =>
    error instanceof RequestVerificationError && error.result.near_misses[0].path === '/api/v2/files'
    && /expected "valve", was "pump"/.test(error.message));
  assert.match(await tenant.requests.exportCurl({ operation: 'folders.list' }), /\/api\/v2\/folders/);
  assert.match(await tenant.requests.exportHar(), /"_operation"/);
  assert.equal(await tenant.requests.clear(), 2);
});

test('a snapshot is restored, compared, branched and exported', async (context) => {
  const [tenant, other] = [scopix.tenant(), scopix.tenant()];
  const folder = await mkdtemp(join(tmpdir(), 'scopix-'));
  context.after(() => rm(folder, { recursive: true }));
  await tenant.upload(photo);
  await tenant.untilIdle();
  await tenant.snapshots.save('start');
  await tenant.upload(Buffer.from('more'), { filename: 'more.txt' });
  assert.equal((await tenant.snapshots.diff('start')).same, false);
  await tenant.snapshots.restore('start');
  assert.equal(await countFiles(tenant), 1);
  await tenant.snapshots.branch('start', other);
  assert.equal(await countFiles(other), 1);
  await tenant.snapshots.export('start', join(folder, 'start.tar.gz'));
  await other.snapshots.import('copy', join(folder, 'start.tar.gz'));
  assert.deepEqual((await other.snapshots.list()).map((snapshot) => snapshot.name), ['copy']);
  await other.snapshots.delete('copy');
  assert.equal(await tenant.snapshots.clear(), 1);
});

test('a dataset fills a tenant and a reset empties it', async () => {
  const tenant = scopix.tenant();
  const { files } = await tenant.seed('inspection');
  assert.ok(files > 0 && files === await countFiles(tenant));
  await tenant.reset();
  assert.equal(await countFiles(tenant), 0);
});

test('a deleted file is restored', async () => {
  const tenant = scopix.tenant();
  const { file_id: fileId } = await tenant.upload(photo);
  await tenant.untilIdle();
  await tenant.fetch(`/files/${fileId}`, { method: 'DELETE' });
  await tenant.restoreFile(fileId);
  assert.equal(await countFiles(tenant), 1);
});

test('keys, credits and coverage are those of the tenant', async () => {
  const tenant = scopix.tenant();
  assert.equal((await tenant.updateKey({ tier: 'FREE', expiresAt: new Date(Date.now() + 86_400_000) })).tier, 'FREE');
  assert.deepEqual(await tenant.setCredits(5), await tenant.getCredits());
  await tenant.fetch('/files');
  assert.equal((await tenant.getCoverage('files.list')).operations[0].id, 'files.list');
  await tenant.updateKey({ isActive: false });
  assert.equal((await tenant.fetch('/files')).status, 401);
});

test('a refused upload is an error', async () => {
  await assert.rejects(scopix.tenant().upload(Buffer.from('MZ\x90\0'), { filename: 'a.exe' }),
    /POST \/api\/v2\/files\/upload was refused with 4/);
});

test('one emulator is used from two places', async () => {
  const other = connectScopix(scopix.address);
  assert.equal(new Set([other.tenant().apiKey, other.tenant().apiKey, scopix.tenant().apiKey]).size, 3);
  assert.equal((await other.tenant(scopix.apiKey).fetch('/files')).status, 200);
  await other.stop();
  assert.equal((await scopix.defaultTenant.fetch('/files')).status, 200);
});

test('all tenants are changed at once', async () => {
  const lines = [];
  const emulator = await startScopix({ seed: 7, pipeline: 'instant', onLog: (line) => lines.push(line) });
  const tenant = emulator.tenant();
  assert.match(tenant.apiKey, /seed-7$/);
  await emulator.allTenants.clock.freeze(start);
  assert.deepEqual(await tenant.clock.getNow(), start);
  await emulator.allTenants.faults.add({ operation: 'files.list', status: 503 });
  assert.equal((await tenant.fetch('/files')).status, 503);
  assert.ok((await emulator.allTenants.getCoverage('files.list')).operations.length > 0);
  await emulator.allTenants.clearCoverage();
  await emulator.allTenants.reset();
  assert.equal((await tenant.fetch('/files')).status, 200);
  await emulator.stop();
  assert.ok(lines.some((line) => line.includes(' 503 files.list ')));
});
