// usage: node pack.mjs PACKAGES FOLDER
// Writes the tarballs of the npm packages into FOLDER: scopix-emulator, one for each native program in PACKAGES (the packages of
// .ci/pack FOLDER native), and one with the portable program. It needs Node and npm alone. SCOPIX_REPOSITORY is the address of the
// repository: npm wants it in a package whose provenance it publishes.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateRawSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const version = /<Version>(.*)<\/Version>/.exec(readFileSync(join(root, 'Directory.Build.props'), 'utf8'))[1];
const program = 'Scopix.Emulator.Tool';
const systems = { linux: 'linux', osx: 'darwin', win: 'win32' };
const repository = process.env.SCOPIX_REPOSITORY;
const notices = ['LICENSE', 'THIRD-PARTY-NOTICES.txt'];

const [packages, folder] = process.argv.slice(2).map((name) => resolve(name));
if (!folder) fail('usage: node pack.mjs PACKAGES FOLDER');
const archives = readdirSync(packages).filter((name) => name.startsWith(`${program}.`) && name.endsWith(`.${version}.nupkg`))
  .map((name) => ({ name, platform: name.slice(program.length + 1, -`.${version}.nupkg`.length) })).filter(({ platform }) => platform);
if (archives.length === 0) fail(`${packages} has no ${program}.PLATFORM.${version}.nupkg: run .ci/pack ${packages} native`);

mkdirSync(folder, { recursive: true });
const work = mkdtempSync(join(tmpdir(), 'scopix-pack-'));
try {
  const programs = Object.fromEntries(archives.map(({ name, platform }) => packProgram(join(packages, name), platform)));
  packKit(programs);
} finally {
  rmSync(work, { recursive: true });
}

// Packs the program of a platform, and returns what the kit must know of it.
function packProgram(archive, platform) {
  const isPortable = platform === 'any';
  const name = isPortable ? 'portable' : platform;
  const [system, processor] = platform.split('-');
  const target = join(work, `scopix-emulator-${name}`);
  const files = {};
  for (const [path, content] of readZip(readFileSync(archive))) {
    if (!path.startsWith('tools/') || /\.(pdb|dbg|xml)$/.test(path)) continue;
    const inner = path.split('/').slice(3).join('/').replace(/^Scopix\.Emulator\.Tool(\.exe)?$/, 'scopix-emulator$1');
    const file = join(target, 'program', inner);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    if (['7f454c46', 'cffaedfe'].includes(content.subarray(0, 4).toString('hex'))) chmodSync(file, 0o755);
    files[`program/${inner}`] = createHash('sha256').update(content).digest('hex');
  }
  writePackage(target, {
    name: basename(target),
    version,
    description: `The program of scopix-emulator for ${isPortable ? 'every platform with .NET 10' : platform}`,
    license: 'MIT',
    ...(isPortable ? {} : { os: [systems[system]], cpu: [processor] }),
    ...(system === 'linux' ? { libc: ['glibc'] } : {}),
  });
  const main = isPortable ? `${program}.dll` : `scopix-emulator${system === 'win' ? '.exe' : ''}`;
  return [name, { package: basename(target), program: `program/${main}`, files }];
}

// Packs the launcher and the helper, with the hashes of the programs.
function packKit(programs) {
  const target = join(work, 'scopix-emulator');
  for (const name of ['lib', 'types', 'README.md']) cpSync(join(here, name), join(target, name), { recursive: true });
  writeFileSync(join(target, 'lib', 'programs.json'), `${JSON.stringify(programs, null, 2)}\n`);
  const natives = Object.entries(programs).filter(([name]) => name !== 'portable').map(([, { package: name }]) => [name, version]);
  const manifest = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
  writePackage(target, { ...manifest, version, optionalDependencies: Object.fromEntries(natives) });
}

function writePackage(target, manifest) {
  for (const name of notices) cpSync(join(root, name), join(target, name));
  const whole = repository ? { ...manifest, repository: { type: 'git', url: `git+${repository}.git` } } : manifest;
  writeFileSync(join(target, 'package.json'), `${JSON.stringify(whole, null, 2)}\n`);
  const options = ['pack', '--silent', '--offline', '--ignore-scripts', '--pack-destination', folder];
  console.log(join(folder, execFileSync('npm', options, { cwd: target, encoding: 'utf8', shell: process.platform === 'win32' }).trim()));
}

// The files of a ZIP archive, by its central directory.
function* readZip(archive) {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06'));
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count--) {
    const [method, packed, nameLength] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20), archive.readUInt16LE(at + 28)];
    const [more, local] = [archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32), archive.readUInt32LE(at + 42)];
    const path = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const begin = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const content = archive.subarray(begin, begin + packed);
    if (!path.endsWith('/')) yield [path, method === 0 ? content : inflateRawSync(content)];
    at += 46 + nameLength + more;
  }
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
