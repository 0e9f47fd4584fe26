// One emulator for all workers of vitest.
import { startScopix } from 'scopix-emulator';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    scopixAddress: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const scopix = await startScopix();
  project.provide('scopixAddress', scopix.address);
  return () => scopix.stop();
}
