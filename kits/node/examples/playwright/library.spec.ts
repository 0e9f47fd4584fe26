// Playwright: a page of yours would get base URL and key in the same way. This test needs no browser.
import { expect } from '@playwright/test';
import { test } from './scopix.js';

test('a list that is refused is sent again', async ({ request, tenant }) => {
  await tenant.faults.add({ operation: 'files.list', status: 429, retry_after: 2 });
  const list = () => request.get(`${tenant.baseUrl}/files`, { headers: { Authorization: `Bearer ${tenant.apiKey}` } });
  expect((await list()).status()).toBe(429);
  expect((await list()).status()).toBe(200);
  await tenant.requests.verify('files.list', { times: 2 });
});
