// One emulator for all workers of jest.
import { startScopix } from 'scopix-emulator';

export default async function setup() {
  const scopix = await startScopix();
  process.env.SCOPIX_EMULATOR_URL = scopix.address;
  globalThis.scopix = scopix;
}
