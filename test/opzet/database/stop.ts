import type { IngebedPostgres } from '../../../src/store/ingebed.ts';

export default async function stopDatabase(): Promise<void> {
  await (globalThis as { postgres?: IngebedPostgres }).postgres?.stop();
}
