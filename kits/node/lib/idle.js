// Waits until the files of a tenant are processed.
import { setTimeout } from 'node:timers/promises';
import { readText, send, withQuery } from './control.js';
import { EmulatorError, NotIdleError } from './errors.js';

const UNFINISHED = ['pending', 'queued', 'processing'];
const PAGE = 100;
const MILLISECONDS_BETWEEN = 20;

// Asks for the files until none has a stage that is not finished. The requests leave no trace in journal, coverage and faults, because
// they are sent as the dashboard's (docs/decisions/051).
export async function waitUntilIdle({ address, apiKey, clock }, timeout) {
  const headers = { Authorization: `Bearer ${apiKey}`, Referer: `${address}/_emulator/ui` };
  const deadline = performance.now() + timeout;
  let unfinished = (await listAll(address, headers)).filter(isUnfinished);
  while (unfinished.length > 0) {
    if ((await clock.get()).frozen) throw new NotIdleError(`${describe(unfinished)}, and the clock is frozen: advance it.`);
    if (performance.now() > deadline)
      throw new NotIdleError(`${describe(unfinished)} after ${timeout / 1000} s: a stage may be held or stalled.`);
    await setTimeout(MILLISECONDS_BETWEEN);
    unfinished = (await listByIds(address, headers, unfinished.map((file) => file.id))).filter(isUnfinished);
  }
}

async function listAll(address, headers) {
  const files = [];
  for (let more = true; more;) {
    const page = await list(address, headers, { offset: files.length });
    files.push(...page.items);
    more = page.has_more;
  }
  return files;
}

async function listByIds(address, headers, ids) {
  const files = [];
  for (let at = 0; at < ids.length; at += PAGE) files.push(...(await list(address, headers, { ids: ids.slice(at, at + PAGE) })).items);
  return files;
}

async function list(address, headers, selection) {
  const response = await send('GET', `${address}${withQuery('/api/v2/files', { limit: PAGE, ...selection })}`, headers);
  const text = await readText(response);
  if (response.statusCode !== 200) throw new EmulatorError('GET /api/v2/files', response.statusCode, text);
  return JSON.parse(text);
}

function isUnfinished(file) {
  return findUnfinished(file).length > 0;
}

function findUnfinished(file) {
  return Object.entries(file).filter(([name, value]) => name.endsWith('_status') && UNFINISHED.includes(value))
    .map(([name, value]) => `${name} ${value}`);
}

function describe(files) {
  const names = files.slice(0, 3).map((file) => `${file.filename} (${findUnfinished(file).sort().join(', ')})`);
  return `Not finished: ${names.join(', ')}${files.length > 3 ? ` and ${files.length - 3} more` : ''}`;
}
