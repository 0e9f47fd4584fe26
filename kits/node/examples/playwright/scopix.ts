// Fixtures of Playwright: an emulator for each worker, and a tenant for each test.
import { test as base } from '@playwright/test';
import { startScopix, type Scopix, type Tenant } from 'scopix-emulator';

export const test = base.extend<{ tenant: Tenant }, { scopix: Scopix }>({
  scopix: [async ({}, use) => {
    const scopix = await startScopix();
    await use(scopix);
    await scopix.stop();
  }, { scope: 'worker' }],
  tenant: async ({ scopix }, use) => use(scopix.tenant()),
});
