// Finds the program in the packages that belong to this one, and checks that it is the one that was packed.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ProgramNotFoundError } from './errors.js';

const VARIABLE = 'SCOPIX_EMULATOR_PROGRAM';
const PORTABLE = 'portable';

let found;

// The command that runs the emulator: a native program, or dotnet with the portable build. The files are checked once in each process.
export function findProgram() {
  const chosen = process.env[VARIABLE];
  if (!chosen) return found ??= findPackaged();
  if (!existsSync(chosen)) throw new ProgramNotFoundError(`${VARIABLE} is ${chosen}, which is not a file.`);
  return toCommand(resolve(chosen));
}

// Throws unless the files of a folder have the SHA-256 hashes that are expected.
export async function verifyFiles(folder, hashes) {
  for (const [name, expected] of Object.entries(hashes)) {
    const file = join(folder, name);
    const hash = createHash('sha256');
    if (existsSync(file)) await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
    if (hash.digest('hex') !== expected)
      throw new ProgramNotFoundError(`${file} is not the file that this version was packed with. Install the packages again.`);
  }
}

// The names of the platforms are those of .NET.
export function getPlatform() {
  const system = { darwin: 'osx', win32: 'win' }[process.platform] ?? process.platform;
  const isMusl = process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime;
  return `${system}${isMusl ? '-musl' : ''}-${process.arch}`;
}

async function findPackaged() {
  const programs = readPrograms();
  const platform = getPlatform();
  for (const name of [platform, PORTABLE]) {
    const program = programs[name];
    const folder = program && findFolder(program.package);
    if (!folder) continue;
    await verifyFiles(folder, program.files);
    return toCommand(join(folder, program.program));
  }
  const native = programs[platform]?.package;
  throw new ProgramNotFoundError(native
    ? `The package ${native}, which has the program for this machine, is not installed. Install it beside scopix-emulator.`
    : `There is no native program for ${platform}. Install the package scopix-emulator-portable, and .NET 10, which runs it.`);
}

// What the packages contain; the file is written when they are packed.
function readPrograms() {
  const file = new URL('./programs.json', import.meta.url);
  if (!existsSync(file)) throw new ProgramNotFoundError(`This copy of scopix-emulator has no program. Set ${VARIABLE} to one.`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

// The folder of a package, installed beside this one or in the project.
function findFolder(name) {
  for (const from of [import.meta.url, join(process.cwd(), 'package.json')]) {
    try {
      return dirname(createRequire(from).resolve(`${name}/package.json`));
    } catch (error) {
      if (error.code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  return undefined;
}

function toCommand(program) {
  if (!program.endsWith('.dll')) return [program];
  const names = process.platform === 'win32' ? ['dotnet.exe'] : ['dotnet'];
  const dotnet = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
    .flatMap((folder) => names.map((name) => join(folder, name))).find((file) => existsSync(file) && statSync(file).isFile());
  if (dotnet) return [dotnet, program];
  const message = `There is no native program for ${getPlatform()}, and dotnet, which runs the portable one, is not on the PATH.`;
  throw new ProgramNotFoundError(`${message} Install .NET 10 from https://dotnet.microsoft.com/download`);
}
