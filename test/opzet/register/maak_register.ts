import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import { HUIS } from '../../../src/kamers.ts';
import { zetbareKlok } from '../../../src/klok.ts';
import {
  type Laadbenodigdheden,
  type Laadopties,
  laadDiscimus,
  maakSamenvoegingOngedaan,
} from '../../../src/register/discimus/index.ts';
import { maakTestdatabase, type Testdatabase } from '../database/testdatabase.ts';
import { type Levering, type Regel, schrijfLevering } from './nachten.ts';

/** A register into which deliveries are loaded night after night. */
export async function maakRegister(kamers = HUIS.kamers) {
  const database: Testdatabase = await maakTestdatabase();
  const klok = zetbareKlok(Temporal.Instant.from('2026-11-23T02:00:00Z'));
  const eersteNacht = Temporal.PlainDate.from('2026-11-22');
  let nacht = eersteNacht;
  const { db } = database;

  type Haken = Partial<Laadbenodigdheden>;
  const laadMap = (manifestpad: string, opties: Laadopties = {}, haken: Haken = {}) =>
    laadDiscimus({ databaseUrl: database.url, klok, inszPeper: 'proefpeper', kamers, ...haken }, manifestpad, opties);
  async function laad(levering: Levering, opties: Laadopties = {}, haken: Haken = {}) {
    const manifestpad = await schrijfLevering(levering);
    try {
      return await laadMap(manifestpad, opties, haken);
    } finally {
      await rm(dirname(manifestpad), { recursive: true });
    }
  }

  return {
    ...database,
    klok,
    laad,
    laadMap,
    /** A full delivery of the next night, whatever it ends. */
    nacht: (...inschrijvingen: Regel[]) => {
      nacht = nacht.add({ days: 1 });
      return laad({ peildatum: nacht.subtract({ days: 1 }).toString(), inschrijvingen }, { toch: true });
    },
    /** Back to the state before the first night. This is quicker than another database. */
    async maakLeeg() {
      nacht = eersteNacht;
      for (const tabel of ['leerlingen', 'beoordelingen', 'verslagen', 'scholen', 'gebruikersnaamstammen'] as const)
        await sql`truncate ${sql.table(tabel)} cascade`.execute(db);
    },
    /** @param erna runs before the commit */
    maakOngedaan: (samenvoeging: string, erna: () => Promise<void> = async () => {}) =>
      db.transaction().execute(async (trx) => {
        const gedaan = await maakSamenvoegingOngedaan(trx, klok, kamers, samenvoeging);
        await erna();
        return gedaan;
      }),
    /** Every pupil with its keys, accounts and user names, in the order of their first names. */
    async leerlingen() {
      const rijen = await db.selectFrom('leerlingen').selectAll().orderBy('voornaam').orderBy('id').execute();
      return Promise.all(
        rijen.map(async ({ id, voornaam, leer_id_uuid, unieke_persoon, geregistreerde_persoon }) => {
          const accounts = await db.selectFrom('accounts').selectAll().where('leerling_id', '=', id).execute();
          const historiek = await db
            .selectFrom('historiek_account_uuid')
            .selectAll()
            .where('leerling_id', '=', id)
            .execute();
          const namen = await db
            .selectFrom('aanmeldmiddelen as m')
            .innerJoin('accounts as a', 'a.account_uuid', 'm.account_uuid')
            .select('m.gebruikersnaam')
            .where('a.leerling_id', '=', id)
            .orderBy('m.gebruikersnaam')
            .execute();
          return {
            id,
            voornaam,
            leer_id_uuid,
            unieke_persoon,
            geregistreerde_persoon,
            accounts: accounts.map(({ account_uuid }) => account_uuid),
            soorten: accounts.map(({ soort }) => soort),
            historiek: historiek.map(({ account_uuid }) => account_uuid).sort(),
            namen: namen.map(({ gebruikersnaam }) => gebruikersnaam),
          };
        }),
      );
    },
    twijfels: async () =>
      (await db.selectFrom('beoordelingen').select('reden').orderBy('regel').execute()).map(({ reden }) => reden),
    inschrijvingen: () =>
      db.selectFrom('inschrijvingen').selectAll().orderBy('stamnummer').orderBy('van').orderBy('tot').execute(),
  };
}

export type Register = Awaited<ReturnType<typeof maakRegister>>;
