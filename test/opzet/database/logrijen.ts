import { randomUUID } from 'node:crypto';
import type { Database } from '../../../src/store/index.ts';

const LOGRIJ = {
  protocol: 'proef',
  protocol_hash: 'ab'.repeat(32),
  client_id: 'proef',
  stroom: 'bij_aanmelding' as const,
  gegevens: ['sub', 'naam'],
  artikelen: ['art. 3'],
  rechtsgrond: '6.1.e',
  aanleiding: 'aanmelding' as const,
};

/** Adds rows of sign-ins to the privacy log, each of another pupil. */
export async function schrijfLogrijen(db: Database, aantal: number, tijdstip = '2026-11-23T09:00:00Z'): Promise<void> {
  const rijen = Array.from({ length: aantal }, () => ({
    ...LOGRIJ,
    tijdstip,
    leerling_id: randomUUID(),
    account_uuid: randomUUID(),
  }));
  for (let i = 0; i < aantal; i += 1000)
    await db
      .insertInto('privacylog')
      .values(rijen.slice(i, i + 1000))
      .execute();
}
