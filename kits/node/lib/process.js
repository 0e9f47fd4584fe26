// The process of an emulator.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { EmulatorStartError } from './errors.js';
import { findProgram } from './program.js';

const PATHS = ['data', 'init', 'cert', 'certKey'];
const MILLISECONDS_TO_STOP = 15_000;
const { setTimeout, clearTimeout } = globalThis; // a test may replace them

export class EmulatorProcess {
  #child;
  #ended;

  constructor(child) {
    this.#child = child;
    this.#ended = once(child, 'exit');
  }

  // Starts the emulator; it accepts requests when the promise is fulfilled.
  static async start({ onLog, ...options }) {
    const [command, ...first] = await findProgram();
    const chosen = { port: 0, stopWithInput: true, ...(onLog ? {} : { log: 'off' }), ...options };
    const child = spawn(command, [...first, ...toArguments(chosen)], {
      cwd: dirname(first.at(-1) ?? command),
      env: getEnvironment(),
      detached: process.platform !== 'win32', // Ctrl-C reaches the tests first
      stdio: 'pipe',
      windowsHide: true,
    });
    const started = new EmulatorProcess(child);
    started.address = await started.#readAddress(onLog);
    // A program that forgets to stop the emulator can still end.
    for (const handle of [child, ...child.stdio]) handle.unref();
    return started;
  }

  // Ends the emulator's input, which stops it, and waits until it has ended.
  async stop() {
    this.#child.ref();
    this.#child.stdin.end();
    const timeout = setTimeout(() => this.#child.kill('SIGKILL'), MILLISECONDS_TO_STOP);
    await this.#ended;
    clearTimeout(timeout);
  }

  // Reads what the emulator prints, for its whole life; it would wait for room in the pipe otherwise.
  #readAddress(onLog) {
    const lines = [];
    return new Promise((fulfil, reject) => {
      let isReady = false;
      const onLine = (line) => {
        onLog?.(line);
        if (isReady) return;
        lines.push(line);
        const address = /^ {2}API +(https?:\/\/\S+)\/api\/v2/.exec(line)?.[1];
        if (!address) return;
        isReady = true;
        fulfil(address);
      };
      for (const input of [this.#child.stdout, this.#child.stderr]) createInterface({ input }).on('line', onLine);
      this.#child.on('error', (error) => reject(new EmulatorStartError(error.message)));
      this.#child.on('close', (code) =>
        reject(new EmulatorStartError(`The emulator ended with exit code ${code}:\n${lines.join('\n')}`)));
    });
  }
}

function toArguments(options) {
  return Object.entries(options).filter(([, value]) => value !== undefined && value !== null).flatMap(([name, value]) =>
    [`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, PATHS.includes(name) ? resolve(value) : String(value)]);
}

// The options of a test are those that it gives: variables of other emulators have no effect.
function getEnvironment() {
  return Object.fromEntries(Object.entries(process.env)
    .filter(([name]) => !name.toLowerCase().startsWith('emulator__') && name !== 'SCOPIX_INIT_FOLDER'));
}
