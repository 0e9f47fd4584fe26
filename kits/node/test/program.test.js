// The command, the start of an emulator, and the check of the program.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { EmulatorStartError, ProgramNotFoundError, startScopix } from 'scopix-emulator';

const root = dirname(dirname(fileURLToPath(import.meta.resolve('scopix-emulator'))));
const command = join(root, 'lib', 'command.js');
const { findProgram, verifyFiles } = await import(pathToFileURL(join(root, 'lib', 'program.js')));
const run = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), 'scopix-'));
after(() => rm(folder, { recursive: true }));

test('the command passes arguments and exit code on', async () => {
  assert.match((await run(process.execPath, [command, '--version'])).stdout, /^\d+\.\d+\.\d+/);
  await assert.rejects(run(process.execPath, [command, '--prot', '1']), (error) => error.code === 2 && error.stderr.includes('--port'));
});

test('the command ends the emulator with SIGTERM', { skip: process.platform === 'win32' && 'Windows has no signals' }, async () => {
  const child = spawn(process.execPath, [command, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  for await (const line of createInterface({ input: child.stdout })) {
    output += `${line}\n`;
    if (line.startsWith('Stop with')) child.kill('SIGTERM');
  }
  if (child.exitCode === null) await once(child, 'exit');
  assert.equal(child.exitCode, 0);
  assert.match(output, /Stopped\.\n$/);
});

test('a wrong option is explained', async () => {
  await assert.rejects(startScopix({ tier: 'golden' }), (error) =>
    error instanceof EmulatorStartError && /exit code 2:\n.*--tier must be one of/.test(error.message));
});

test('settings of the folder and the environment have no effect, and a folder is that of the test', async (context) => {
  const before = process.cwd();
  context.after(() => {
    process.chdir(before);
    delete process.env.Emulator__Tier;
  });
  process.chdir(folder);
  process.env.Emulator__Tier = 'golden';
  await writeFile('appsettings.json', '{ no JSON');
  const scopix = await startScopix({ data: 'kept' });
  assert.equal((await scopix.defaultTenant.fetch('/files')).status, 200);
  await scopix.stop();
  await access(join(folder, 'kept'));
});

test('an emulator ends with a process that is killed', async () => {
  const script = `import { startScopix } from ${JSON.stringify(import.meta.resolve('scopix-emulator'))};
    console.log((await startScopix()).address); process.stdin.resume();`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [address] = await once(createInterface({ input: child.stdout }), 'line');
  const connection = connect(Number(new URL(address).port), '127.0.0.1');
  await once(connection, 'connect');
  child.kill('SIGKILL');
  await new Promise((fulfil) => { connection.on('error', () => {}).on('close', fulfil).resume(); }); // It ends with the emulator.
});

test('a program that forgets to stop the emulator can end', async () => {
  const script = `import { startScopix } from ${JSON.stringify(import.meta.resolve('scopix-emulator'))}; await startScopix();`;
  await run(process.execPath, ['--input-type=module', '--eval', script], { timeout: 30_000 });
});

test('a program that is missing is explained', async (context) => {
  const { SCOPIX_EMULATOR_PROGRAM: program, PATH: path } = process.env;
  context.after(() => {
    process.env.PATH = path;
    if (program === undefined) delete process.env.SCOPIX_EMULATOR_PROGRAM;
    else process.env.SCOPIX_EMULATOR_PROGRAM = program;
  });
  process.env.SCOPIX_EMULATOR_PROGRAM = join(folder, 'none');
  assert.throws(() => findProgram(), (error) => error instanceof ProgramNotFoundError && /is not a file/.test(error.message));
  await writeFile(join(folder, 'Scopix.Emulator.Tool.dll'), '');
  process.env.SCOPIX_EMULATOR_PROGRAM = join(folder, 'Scopix.Emulator.Tool.dll');
  process.env.PATH = folder;
  assert.throws(() => findProgram(), /dotnet, which runs the portable one, is not on the PATH/);
});

test('a file that was changed is refused', async () => {
  const hash = '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae'; // of foo
  await writeFile(join(folder, 'file'), 'foo');
  await verifyFiles(folder, { file: hash });
  await writeFile(join(folder, 'file'), 'fop');
  await assert.rejects(verifyFiles(folder, { file: hash }), /is not the file that this version was packed with/);
  await assert.rejects(verifyFiles(folder, { missing: hash }), ProgramNotFoundError);
});
