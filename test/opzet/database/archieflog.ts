import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { leesArchieftermijnen } from '../../../src/privacy/archief/archieftermijnen.ts';
import { archiveerMaand, teArchiveren } from '../../../src/privacy/archief/archiveer.ts';
import { BLADKOLOMMEN_SQL, type Bladrij, bladtekst } from '../../../src/privacy/boom/blad.ts';
import { zorgVoorLogsleutel } from '../../../src/privacy/zegel/logsleutels.ts';
import { verzegelLog } from '../../../src/privacy/zegel/verzegel.ts';
import { onderhoudPartities } from '../../../src/store/index.ts';
import { schrijfLogrijen } from './logrijen.ts';
import { maakTestdatabase } from './testdatabase.ts';

/** The day of the tests: of the months below, March and April 2026 are long enough over. */
export const NU = Temporal.Instant.from('2026-11-23T09:00:00Z');

const HOOFDSLEUTEL = 'h'.repeat(43);

/** A log with months of long ago, and a folder for its archive. March 2026 has no table of its own. */
export async function maakArchieflog() {
  const database = await maakTestdatabase();
  const { db } = database;
  const map = await mkdtemp(join(tmpdir(), 'leerid-archief-'));
  await onderhoudPartities(db, Temporal.Instant.from('2026-04-15T09:00:00Z'));
  await onderhoudPartities(db, NU);
  await zorgVoorLogsleutel(db, HOOFDSLEUTEL, 'leerid.example/privacylog', NU);
  const plek = { db, map, nu: NU };
  return {
    ...database,
    map,
    plek,
    verzegel: () => verzegelLog({ db, hoofdsleutel: HOOFDSLEUTEL, nu: () => NU }),
    /** Archives what is due. */
    archiveer: async () => {
      const maanden = await teArchiveren(plek, leesArchieftermijnen({}));
      for (const maand of maanden) await archiveerMaand(plek, maand, () => {});
      return maanden;
    },
    /** Rows of some months, sealed. */
    async vul(...maanden: readonly [maand: string, rijen: number][]) {
      for (const [maand, rijen] of maanden) await schrijfLogrijen(db, rijen, `${maand}-10T09:00:00.123456Z`);
      await this.verzegel();
    },
    /** The canonical text of each row in the database, in the order of the tree. */
    async teksten(): Promise<string[]> {
      const { rows } = await sql<Bladrij>`
        select ${sql.raw(BLADKOLOMMEN_SQL)} from privacylog p order by p.volgnummer`.execute(db);
      return rows.map(bladtekst);
    },
    async weg() {
      await database.weg();
      await rm(map, { recursive: true });
    },
  };
}

export type Archieflog = Awaited<ReturnType<typeof maakArchieflog>>;
