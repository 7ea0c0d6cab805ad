import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { HUIS } from '../../../src/kamers.ts';
import { zetbareKlok } from '../../../src/klok.ts';
import { type Bewaartermijnen, handhaafBewaring, proefBewaring } from '../../../src/register/index.ts';
import type { Database } from '../../../src/store/database.ts';
import { maakTestdatabase } from '../database/testdatabase.ts';

const HASH = '$argon2id$v=19$m=19456,t=2,p=1$geheim';
/** Half past three in Brussels. */
const NACHT = Temporal.Instant.from('2026-11-24T02:30:00Z');

export interface Wie {
  aangemaakt?: string;
  aangemeld?: string | null;
  inschrijvingen?: {
    van?: string;
    tot?: string | null;
    status?: string;
    onbevestigd_sinds?: string;
    instellingsnummer?: string;
  }[];
  accounts?: number;
  soort?: 'tijdelijk' | 'definitief';
}

/** A register with one school, pupils of long ago, and the night in which they may have to be erased. */
export class OudRegister {
  readonly klok = zetbareKlok(NACHT);
  readonly db: Database;
  readonly weg: () => Promise<void>;
  /** Accounts whose sessions had to end. */
  beeindigd: string[] = [];
  #nummer = 0;

  private constructor(db: Database, weg: () => Promise<void>) {
    this.db = db;
    this.weg = weg;
  }

  static async maak(): Promise<OudRegister> {
    const { db, weg } = await maakTestdatabase();
    await sql`
      insert into scholen values ('999001', 'Proefschool');
      insert into vestigingsplaatsen values ('999001', 1, 'Proefschool');
      insert into administratieve_groepen values ('4064', 'Lager onderwijs');
      insert into toetsen values ('WIS', 'Wiskunde');
      insert into klassen (instellingsnummer, schooljaar, klas) values ('999001', 2020, '3A')`.execute(db);
    return new OudRegister(db, weg);
  }

  async begin(): Promise<void> {
    this.klok.zet(NACHT);
    this.beeindigd = [];
    await sql`delete from leerlingen`.execute(this.db);
    await sql`delete from verslagen`.execute(this.db);
  }

  bewaar(anders: Partial<Bewaartermijnen> = {}) {
    return handhaafBewaring(this.#bewaarder(anders));
  }

  proef(anders: Partial<Bewaartermijnen> = {}) {
    return proefBewaring(this.#bewaarder(anders));
  }

  #bewaarder(anders: Partial<Bewaartermijnen>) {
    const beeindig = async (_trx: unknown, accounts: readonly string[]) => void this.beeindigd.push(...accounts);
    const drieJaar = Temporal.Duration.from('P3Y');
    const termijnen = { zonderInschrijving: drieJaar, inactiefAccount: drieJaar, ...anders };
    return { db: this.db, klok: this.klok, kamers: HUIS.kamers, termijnen, beeindig };
  }

  /** A pupil with accounts, enrolled for ever unless the test says otherwise. */
  async leerling({
    aangemaakt = '2016-09-01T08:00:00Z',
    aangemeld = null,
    inschrijvingen = [{}],
    accounts = 1,
    soort = 'tijdelijk',
  }: Wie) {
    const { db } = this;
    const naam = `kind${++this.#nummer}`;
    const { id } = await db
      .insertInto('leerlingen')
      .values({ voornaam: naam, naam: 'Proef', ...LEEG })
      .returning('id')
      .executeTakeFirstOrThrow();
    const uuids: string[] = [];
    for (let i = 0; i < accounts; i++) {
      const account_uuid = randomUUID();
      uuids.push(account_uuid);
      await db
        .insertInto('accounts')
        .values({
          account_uuid,
          leerling_id: id,
          soort,
          aangemaakt_op: aangemaakt,
          laatst_aangemeld_op: aangemeld,
        })
        .execute();
      await db
        .insertInto('aanmeldmiddelen')
        .values({ account_uuid, soort: 'wachtwoord', gebruikersnaam: `${naam}.${i}`, wachtwoord_hash: HASH })
        .execute();
    }
    for (const [plaats, een] of inschrijvingen.entries()) {
      await db
        .insertInto('inschrijvingen')
        .values({
          leerling_id: id,
          instellingsnummer: '999001',
          vestigingsplaats: 1,
          administratieve_groep: '4064',
          hoofdstructuur: '211',
          stamnummer: String(2_000_000 + this.#nummer),
          van: `201${plaats}-09-01`,
          tot: null,
          status: 'gerealiseerd',
          bron: null,
          ...een,
        } as never)
        .execute();
    }
    return { id, naam, uuids: uuids.sort() };
  }

  async bestaat(id: string): Promise<boolean> {
    return (await this.db.selectFrom('leerlingen').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
  }

  accountsVan(id: string) {
    return this.db
      .selectFrom('accounts')
      .leftJoin('aanmeldmiddelen as m', 'm.account_uuid', 'accounts.account_uuid')
      .innerJoin('leerlingen as l', 'l.id', 'accounts.leerling_id')
      .select(['accounts.account_uuid', 'gebruikersnaam', 'wachtwoord_hash', 'geblokkeerd_op', 'aangemaakt_op'])
      .where('leerling_id', '=', id)
      .execute();
  }

  /** Every row of every table, as text, as in a dump. */
  async dump(): Promise<Record<string, string>> {
    const { rows } = await sql<{
      naam: string;
    }>`select quote_ident(table_schema) || '.' || quote_ident(table_name) as naam
    from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema')
    and table_type = 'BASE TABLE'`.execute(this.db);
    const tabellen: Record<string, string> = {};
    for (const { naam } of rows) {
      const inhoud = await sql<{ rij: string }>`select t::text as rij from ${sql.raw(naam)} t order by 1`.execute(
        this.db,
      );
      tabellen[naam] = inhoud.rows.map(({ rij }) => rij).join('\n');
    }
    return tabellen;
  }
}

const LEEG = {
  insz_hash: null,
  insz_soort: null,
  leer_id_uuid: null,
  geboortejaar: null,
  geboortemaand: null,
  geboortedag: null,
  email: null,
  unieke_persoon: null,
  geregistreerde_persoon: null,
};
