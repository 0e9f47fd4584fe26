// What the types of the package accept and refuse; tsc alone reads this file.
import { startScopix, type Fault, type JournalEntry, type OperationId } from 'scopix-emulator';
import type { FileDetails, Responses } from 'scopix-emulator/api';

export async function useTypes(): Promise<void> {
  await using scopix = await startScopix({ dataset: 'demo', pipeline: 'instant', enforceLimits: true });
  const tenant = scopix.tenant();
  const fault: Fault = { stage: 'description', fail: 'timeout' };
  await tenant.faults.add(fault);
  // @ts-expect-error: a fault has no such stage
  await tenant.faults.add({ stage: 'descriptions' });
  // @ts-expect-error: an emulator has no such pipeline
  await startScopix({ pipeline: 'fast' });
  await using frozen = await tenant.clock.freeze('2026-01-15T10:30:00Z');
  const at: Date = frozen;
  const minutes: number = await tenant.clock.whileFrozen(at, (time) => time.getMinutes());
  const operation: OperationId = 'files.list';
  await tenant.requests.verify(operation, { times: minutes });
  await tenant.requests.verify('files.*');
  // @ts-expect-error: the API has no such operation
  const unknown: OperationId = 'files.lsit';
  const entries: JournalEntry[] = (await tenant.requests.list({ operation: 'files.*', fault: true })).items;
  const list = await (await tenant.fetch('/files')).json() as Responses['files.list'];
  for (const file of list.items) if (file.media_type === 'document') console.log(entries.length, file.page_count);
  const details = await (await tenant.fetch(`/files/${list.items[0]?.id}`)).json() as FileDetails;
  if (details.media_type === 'image') console.log(details.legend_data, details.full_descriptions, unknown);
}
