import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { zetbareKlok } from '../../../src/klok.ts';
import { geefLevering } from '../../../src/mededeling/leveringen/geven/geef_levering.ts';
import { maakLevering } from '../../../src/mededeling/leveringen/maken/maak_levering.ts';
import type { Leveringsgrond } from '../../../src/mededeling/leveringen/maken/open_levering.ts';
import type { Leveringsbron } from '../../../src/mededeling/leveringen/maken/vul_levering.ts';
import { leesProtocollen, type Protocol } from '../../../src/protocol/index.ts';
import { maakTestdatabase } from '../../opzet/database/testdatabase.ts';

/** A database in which deliveries can be made under an act that is kept there, and folders for their files. */

const BEGIN = Temporal.Instant.from('2026-11-23T09:00:00Z');
export const OPERATOR = { soort: 'operator', id: 'levering maak' } as const;
export const ONTVANGER = 'leverancier-toetsplatform';

export const leerling = (nummer: number) => ({ gegevens: { given_name: `Leerling ${nummer}`, family_name: 'Proef' } });
export const leerlingen = (aantal: number) => Array.from({ length: aantal }, (_, nummer) => leerling(nummer));

/** What the door gives: these batches. */
export async function* brokken(...gegeven: (readonly { gegevens: Record<string, unknown> }[])[]): Leveringsbron {
  yield* gegeven;
}

interface Anders {
  naam?: string;
  stroom?: 'periodiek' | 'eenmalig' | 'op_aanvraag';
  /** Each batch is a part of its own, unless told. */
  lijnenPerDeel?: number;
}

export async function richtWerkplaatsIn() {
  const database = await maakTestdatabase();
  const { db } = database;
  const klok = zetbareKlok(BEGIN);
  const { dossiers } = await leesProtocollen('config');
  const akte = dossiers.find(({ naam }) => naam === 'vlaamse-toetsen');
  if (!akte?.protocol) throw new Error('vlaamse-toetsen: no such act');
  const protocol: Protocol = akte.protocol;
  await db
    .insertInto('protocolversies')
    .values({
      hash: akte.hash,
      protocol: akte.naam,
      bytes: Buffer.from(akte.bytes),
      eerst_gezien_op: '2026-09-01T08:00:00Z',
    })
    .execute();
  const grond: Leveringsgrond = {
    protocol,
    protocolHash: akte.hash,
    deel: { stromen: ['periodiek'], gegevens: [], periode: undefined, vensters: undefined },
    ontvanger: ONTVANGER,
    clientId: undefined,
    codes: ['naam', 'voornaam'],
    artikelen: ['art. 3'],
  };
  const nodig = { db, klok, hoofdsleutel: 'proefsleutel', termijn: Temporal.Duration.from('P14D'), lijnenPerDeel: 1 };
  return {
    db,
    klok,
    grond,
    nodig,
    maak: (bron: Leveringsbron, { lijnenPerDeel = nodig.lijnenPerDeel, ...anders }: Anders = {}) =>
      maakLevering(
        { ...nodig, lijnenPerDeel },
        {
          grond,
          stroom: 'periodiek',
          naam: 'toetsronde',
          wie: OPERATOR,
          bron: () => bron,
          ...anders,
        },
      ),
    /** @param eisGrond is asked before its file is written, and once more before the file gets its name */
    geef: (id: string, map: string, eisGrond = async () => {}) =>
      geefLevering(nodig, { id, map, wie: OPERATOR, eisGrond }),
    /** The next day, so that this recipient may have another delivery. */
    morgen: () => klok.zet(klok.nu().add({ hours: 24 })),
    handelingen: async (id: string) =>
      (await db.selectFrom('leveringhandelingen').select('wat').where('levering', '=', id).orderBy('op').execute()).map(
        ({ wat }) => wat,
      ),
    delen: (id: string) => db.selectFrom('leveringdelen').selectAll().where('levering', '=', id).execute(),
    /** As if nothing was ever delivered or stopped, on the first day. */
    async opnieuw() {
      klok.zet(BEGIN);
      await db.transaction().execute(async (trx) => {
        await sql`set local session_replication_role = replica`.execute(trx);
        await sql`truncate leveringen, leveringdelen, leveringhandelingen, protocolstops`.execute(trx);
        await sql`delete from protocolversies where hash <> ${akte.hash}`.execute(trx);
      });
    },
    weg: database.weg,
  };
}

export const nieuweMap = () => mkdtemp(join(tmpdir(), 'leerid-levering-'));
export const bestandenIn = async (map: string) => (await readdir(map)).sort();
export const sha256 = (inhoud: Buffer) => createHash('sha256').update(inhoud).digest('hex');
export const dataIn = (map: string, id: string) => readFile(join(map, `levering-${id}.ndjson`));
