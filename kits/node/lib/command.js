#!/usr/bin/env node
// The command scopix-emulator: runs the program with the arguments that it was given.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { findProgram } from './program.js';

let program;
try {
  program = await findProgram();
} catch (error) {
  console.error(`scopix-emulator: ${error.message}`);
  process.exit(1);
}
const [command, ...first] = program;
const child = spawn(command, [...first, ...process.argv.slice(2)], { stdio: 'inherit' });
// A terminal sends Ctrl-C to both processes.
process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(`scopix-emulator: ${error.message}`);
  process.exitCode = 1;
});
child.on('exit', (code, signal) => { process.exitCode = code ?? 128 + constants.signals[signal]; });
