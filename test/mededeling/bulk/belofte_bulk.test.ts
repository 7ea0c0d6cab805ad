import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sql } from 'kysely';
import { type Klok, zetbareKlok } from '../../../src/klok.ts';
import { type Bulkbenodigdheden, deelMeeInBulk, type Mededeling, Weigering } from '../../../src/mededeling/index.ts';
import { kiesAlle, kiesOpSleutel, kiesVanSchool } from '../../../src/register/index.ts';
import { maakTestdatabase, type Testdatabase } from '../../opzet/database/testdatabase.ts';
import { VELD_VAN, verzameling } from '../orakel.ts';
import { akteVan, kennisVan, vraagVan } from '../stromen_deur.ts';
import { dicht, vertelbaar, vertrekt } from '../stromen_orakel.ts';
import { type Stroomgeval, stroomgeval } from '../stromen_willekeur.ts';

/** Promises 1 and 2 on a real database: random questions about a random register, part by part. */

const RUNS = 120;
const VANDAAG = Temporal.PlainDate.from('2026-11-23');

/** A pupil as the register has him, in the words of the generator. */
type Kind = Pick<Stroomgeval, 'leerling' | 'inschrijvingen' | 'perioden' | 'zichtbaarIn'> & {
  id: string;
  isGeblokkeerd: boolean;
};

const HOOFDSTRUCTUREN = ['111', '121', '211', '221', '311', '312', '315', '321'];
const ERKEND: Record<string, boolean> = { '011122': true, '022233': true, '033344': false, '044455': true };
const SAMEN = new Set(['011122', '022233', '033344']);

const KINDEREN: readonly Kind[] = fc
  .sample(stroomgeval('periodiek'), { numRuns: 200, seed: 20_231_204 })
  .map(({ leerling, inschrijvingen, perioden, zichtbaarIn }, nummer) => ({
    id: randomUUID(),
    isGeblokkeerd: nummer % 9 === 0,
    perioden,
    zichtbaarIn,
    leerling: {
      ...leerling,
      account_uuid: randomUUID(),
      leer_id_uuid: leerling.leer_id_uuid && randomUUID(),
      email: leerling.email && `kind${nummer}@example.org`,
      historiek_account_uuid: leerling.historiek_account_uuid.map(() => randomUUID()),
      klassen: [],
      toetsen: [],
    },
    inschrijvingen: inschrijvingen.map((een, plaats) => ({
      ...een,
      vestigingsplaats: `0${plaats + 1}`,
      administratieve_groep: String(4064 + plaats),
      erkend: ERKEND[een.instellingsnummer] ?? false,
      hoofdstructuur: HOOFDSTRUCTUREN.includes(een.hoofdstructuur) ? een.hoofdstructuur : '311',
      stamnummer: `26${String(nummer * 10 + plaats).padStart(5, '0')}`,
      van: String(VANDAAG.add({ days: perioden[plaats]?.van ?? 0 })),
      tot: perioden[plaats]?.tot == null ? null : String(VANDAAG.add({ days: perioden[plaats]?.tot ?? 0 })),
    })),
  }));

let database: Testdatabase;
let klok: Klok;
beforeAll(async () => {
  database = await maakTestdatabase({ opzoeken: true });
  klok = zetbareKlok(Temporal.Instant.from('2026-11-23T09:00:00Z'));
  await vulRegister();
});
afterAll(() => database.weg());

async function vulRegister(): Promise<void> {
  const lijst = (rijen: readonly object[]) => sql`json_array_elements(${JSON.stringify(rijen)}::json) as r`;
  const scholen = Object.entries(ERKEND).map(([nummer, erkend]) => ({ nummer, erkend }));
  const plaatsen = scholen.flatMap(({ nummer }) => [1, 2, 3, 4].map((volgnummer) => ({ nummer, volgnummer })));
  const ingeschreven = KINDEREN.flatMap(({ id, inschrijvingen }) => inschrijvingen.map((een) => ({ id, ...een })));
  const { db } = database;
  await db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx);
    await sql`insert into scholen (instellingsnummer, naam, erkend)
      select r->>'nummer', 'School', (r->>'erkend')::boolean from ${lijst(scholen)}`.execute(trx);
    await sql`insert into vestigingsplaatsen (instellingsnummer, volgnummer, naam)
      select r->>'nummer', (r->>'volgnummer')::int, 'Plaats' from ${lijst(plaatsen)}`.execute(trx);
    await sql`insert into administratieve_groepen (code, omschrijving)
      select distinct r->>'administratieve_groep', r->>'administratieve_groep_omschrijving' from ${lijst(ingeschreven)}`.execute(
      trx,
    );
    await sql`insert into leerlingen (id, voornaam, naam, geboortedag, geboortemaand, geboortejaar, email, leer_id_uuid,
        insz_hash, insz_soort, geblokkeerd_op)
      select (r->>'id')::uuid, r->'leerling'->>'voornaam', r->'leerling'->>'naam', (r->'leerling'->>'geboortedag')::int,
        (r->'leerling'->>'geboortemaand')::int, (r->'leerling'->>'geboortejaar')::int, r->'leerling'->>'email', l.uuid,
        case when l.uuid is not null then uuid_send(l.uuid) || uuid_send(l.uuid) end,
        case when l.uuid is not null then 'rijksregister' end,
        case when (r->>'isGeblokkeerd')::boolean then now() end
      from ${lijst(KINDEREN)}, lateral (select (r->'leerling'->>'leer_id_uuid')::uuid as uuid) l`.execute(trx);
    // A second account, made later and temporary, never speaks for a pupil.
    await sql`insert into accounts (account_uuid, leerling_id, soort, aangemaakt_op)
      select (r->'leerling'->>'account_uuid')::uuid, (r->>'id')::uuid, 'definitief', now() from ${lijst(KINDEREN)}
      union all select gen_random_uuid(), (r->>'id')::uuid, 'tijdelijk', now() - interval '1 year' from ${lijst(KINDEREN)}`.execute(
      trx,
    );
    await sql`insert into historiek_account_uuid (account_uuid, leerling_id, vervangen_op)
      select o::uuid, (r->>'id')::uuid, now() from ${lijst(KINDEREN)},
        json_array_elements_text(r->'leerling'->'historiek_account_uuid') o`.execute(trx);
    await sql`insert into inschrijvingen (leerling_id, instellingsnummer, vestigingsplaats, administratieve_groep,
        hoofdstructuur, stamnummer, status, van, tot, onbevestigd_sinds)
      select (r->>'id')::uuid, r->>'instellingsnummer', (r->>'vestigingsplaats')::int, r->>'administratieve_groep',
        r->>'hoofdstructuur', r->>'stamnummer', r->>'status', (r->>'van')::date, (r->>'tot')::date,
        case when not (r->>'bevestigd')::boolean then now() end
      from ${lijst(ingeschreven)}`.execute(trx);
    for (const school of SAMEN)
      await sql`insert into samenwerkingen (instellingsnummer, client_id, van)
        values (${school}, 'proef', ${VANDAAG.toString()})`.execute(trx);
    const zichtbaar = KINDEREN.flatMap(({ id, zichtbaarIn }) => [...zichtbaarIn].map((school) => ({ id, school })));
    await sql`insert into zichtbaarheid (leerling_id, client_id, instellingsnummer, sinds)
      select (r->>'id')::uuid, 'proef', r->>'school', now() from ${lijst(zichtbaar)}`.execute(trx);
  });
}

/** The pupils whom the question finds, by the facts. */
function gevonden({ zoekt, school }: Stroomgeval, gekozen: ReadonlySet<string>): Kind[] {
  return KINDEREN.filter(({ id, leerling, inschrijvingen }) => {
    if (zoekt === 'doelgroep') return true;
    if (zoekt === 'school') return inschrijvingen.some(({ instellingsnummer }) => instellingsnummer === school);
    return gekozen.has(id) && leerling[zoekt] !== null;
  });
}

function selectieVan({ zoekt, school = '' }: Stroomgeval, gekozen: ReadonlySet<string>) {
  if (zoekt === 'doelgroep') return kiesAlle();
  if (zoekt === 'school') return kiesVanSchool(school);
  const waarden = KINDEREN.filter(({ id }) => gekozen.has(id)).map(({ leerling }) => leerling[zoekt] ?? randomUUID());
  return kiesOpSleutel(zoekt, waarden);
}

/** The question as it is about this pupil. Tests and classes are not in this register. */
function over({ isGeblokkeerd, id, ...kind }: Kind, een: Stroomgeval): Stroomgeval {
  // No school can choose a recipient that has no application.
  const keuzes = een.alsToepassing
    ? { samenwerkendeScholen: SAMEN, zichtbaarIn: kind.zichtbaarIn }
    : { samenwerkendeScholen: new Set<string>(), zichtbaarIn: new Set<string>() };
  return { ...een, ...kind, ...keuzes };
}

const vraag = fc
  .tuple(
    fc.constantFrom('op_aanvraag' as const, 'periodiek' as const, 'eenmalig' as const),
    fc.integer({ min: 1, max: 25 }),
    fc.subarray(KINDEREN.map(({ id }) => id)),
  )
  .chain(([stroom, perReeks, gekozen]) =>
    fc.record({
      een: stroomgeval(stroom).map((een) => ({
        ...een,
        ...{ vandaag: VANDAAG, vensters: undefined, periode: undefined },
        voorwaarden: een.voorwaarden.filter((voorwaarde) => voorwaarde !== 'toegewezen_toets'),
      })),
      perReeks: fc.constant(perReeks),
      gekozen: fc.constant(new Set(gekozen)),
    }),
  );

test('of each pupil whom a question finds leaves what may, in whatever parts, and the rows name exactly that', async () => {
  let vertrokken = 0;
  await fc.assert(
    fc.asyncProperty(vraag, async ({ een: ruw, perReeks, gekozen }) => {
      const een = { ...ruw, deel: { ...ruw.deel, vensters: undefined, periode: undefined } };
      const nodig: Bulkbenodigdheden = {
        ...kennisVan(een, akteVan(een)),
        db: database.db,
        klok,
        leesStopsZoNodig: async () => {},
        leesToetsenVan: async () => new Map(),
        leesKlassenVan: async () => new Map(),
        isEenmaligVrij: async () => een.isVrij,
      };
      const { tot } = await stand();
      const gedaan = await deel(nodig, vraagVan(een, selectieVan(een, gekozen)), perReeks);
      if (dicht(een)) return expect(gedaan).toBe(dicht(een));
      const verwacht = gevonden(een, gekozen)
        .filter(({ isGeblokkeerd }) => !isGeblokkeerd)
        .map((kind) => ({ kind, codes: vertrekt(over(kind, een)) }))
        .filter(({ codes }) => codes.length)
        .toSorted(({ kind: { id: a } }, { kind: { id: b } }) => (a < b ? -1 : 1));
      const mededelingen = gedaan as Mededeling[];
      const rijen = await rijenNa(tot);
      expect(rijen).toEqual(
        verwacht.map(({ kind, codes }) => ({
          leerling_id: kind.id,
          account_uuid: kind.leerling.account_uuid,
          gegevens: codes,
          stroom: een.stroom,
        })),
      );
      expect(mededelingen.map(({ leerling }) => leerling.id)).toEqual(verwacht.map(({ kind }) => kind.id));
      for (const [plaats, { kind, codes }] of verwacht.entries())
        eisInhoud(mededelingen[plaats], over(kind, een), codes);
      vertrokken += verwacht.length;
    }),
    { numRuns: RUNS },
  );
  expect(vertrokken).toBeGreaterThan(RUNS * 3);
}, 60_000);

function eisInhoud(mededeling: Mededeling | undefined, een: Stroomgeval, codes: readonly string[]): void {
  const velden = codes.filter((code) => VELD_VAN[code]);
  const inschrijvingen = (mededeling?.gegevens.ov_inschrijvingen ?? []) as object[];
  const verwacht = vertelbaar(een).map((inschrijving) =>
    Object.fromEntries(velden.map((code) => [VELD_VAN[code]?.[0], inschrijving[VELD_VAN[code]?.[1] ?? 'van']])),
  );
  expect(verzameling(inschrijvingen)).toEqual(velden.length ? verzameling(verwacht) : []);
  if (codes.includes('voornaam') && een.gevraagd.has('given_name'))
    expect(mededeling?.gegevens.given_name).toBe(een.leerling.voornaam);
  if (codes.includes('account_uuid') && een.gevraagd.has('ov_account_uuid'))
    expect(mededeling?.gegevens.ov_account_uuid).toBe(een.leerling.account_uuid);
}

async function deel(
  nodig: Bulkbenodigdheden,
  vraag: Parameters<typeof deelMeeInBulk>[1],
  perReeks: number,
): Promise<Mededeling[] | string> {
  try {
    const geldig =
      vraag.gelegenheid.stroom === 'op_aanvraag' ? vraag.gelegenheid : { ...vraag.gelegenheid, levering: randomUUID() };
    return (await Array.fromAsync(deelMeeInBulk(nodig, { ...vraag, gelegenheid: geldig }, perReeks))).flat();
  } catch (fout) {
    if (fout instanceof Weigering) return fout.code;
    throw fout;
  }
}

async function stand(): Promise<{ tot: number }> {
  const { tot } = await database.db
    .selectFrom('privacylog')
    .select(({ fn }) => fn.max('volgnummer').as('tot'))
    .executeTakeFirstOrThrow();
  return { tot: tot ?? 0 };
}

async function rijenNa(tot: number) {
  return database.db
    .selectFrom('privacylog')
    .select(['leerling_id', 'account_uuid', 'gegevens', 'stroom'])
    .where('volgnummer', '>', tot)
    .orderBy('volgnummer')
    .execute();
}
