import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { leesKlassenVan } from '../../../src/klasinformatie/index.ts';
import { zetbareKlok } from '../../../src/klok.ts';
import {
  type Bulkbenodigdheden,
  deelMeeOpAanvraag,
  deelMeeZonderLeerling,
  leerlingenMet,
  leerlingenVanSchool,
  type Tellingenvraag,
  type Telrij,
} from '../../../src/mededeling/index.ts';
import { leesProtocollen, type Protocollen } from '../../../src/protocol/index.ts';
import { terwijlVast } from '../../opzet/database/slot.ts';
import { maakTestdatabase, type Testdatabase } from '../../opzet/database/testdatabase.ts';
import { type Kind, maakAccounts } from '../../opzet/register/leerlingen.ts';
import { ALLE_CLAIMS } from './bulkdeur.ts';

/** Requests for classes under S2 itself, and counts under S4: acts and tables as they are. */

const [AKKOORD, ZWIJGT] = ['990001', '990002'];
const klok = zetbareKlok(Temporal.Instant.from('2026-11-23T09:00:00Z'));
let database: Testdatabase;
let akten: Protocollen;
let kinderen: Kind[];
let nodig: Bulkbenodigdheden;
beforeAll(async () => {
  akten = await leesProtocollen('config');
  database = await maakTestdatabase({ opzoeken: true });
  const { db } = database;
  nodig = {
    db,
    klok,
    toepassingen: new Map(),
    akteInWerking(naam) {
      const dossier = akten.dossiers.find((een) => een.naam === naam);
      const sinds = Temporal.Instant.from('2026-01-01T00:00:00Z');
      return dossier?.protocol && { protocol: dossier.protocol, hash: dossier.hash, sinds };
    },
    leesStopsZoNodig: async () => {},
    leesToetsenVan: async () => new Map(),
    leesKlassenVan: (verbinding, leerlingen, akte) => leesKlassenVan(verbinding, klok, leerlingen, akte),
    isEenmaligVrij: async () => true,
  };
  kinderen = await maakAccounts(db, 3, '$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2g');
  await sql`insert into scholen (instellingsnummer, naam) values (${AKKOORD}, 'De Linde'), (${ZWIJGT}, 'De Eik')`.execute(
    db,
  );
  await sql`insert into vestigingsplaatsen select instellingsnummer, 1, naam from scholen`.execute(db);
  await sql`insert into administratieve_groepen values ('4064', 'Lager onderwijs')`.execute(db);
  const plaatsen = kinderen.flatMap(({ id }, nummer) => [
    { id, school: AKKOORD, stam: `260000${nummer}` },
    ...(nummer === 0 ? [{ id, school: ZWIJGT, stam: '2600009' }] : []),
  ]);
  for (const { id, school, stam } of plaatsen)
    await sql`insert into inschrijvingen (leerling_id, instellingsnummer, vestigingsplaats, administratieve_groep,
        hoofdstructuur, stamnummer, status, van)
      values (${id}, ${school}, 1, '4064', '211', ${stam}, 'gerealiseerd', '2026-09-01')`.execute(db);
  await sql`insert into klassen (instellingsnummer, schooljaar, klas, subklas)
    values (${AKKOORD}, 2026, '3A', null), (${ZWIJGT}, 2026, '3B', null)`.execute(db);
  await sql`insert into klastoewijzingen (leerling_id, klas_id, van)
    select i.leerling_id, k.id, date '2026-09-01' from inschrijvingen i join klassen k using (instellingsnummer)`.execute(
    db,
  );
  await zegAkkoord();
});
afterAll(() => database.weg());

/** The one school agrees with the very text of the act; the other one says nothing. */
async function zegAkkoord(): Promise<void> {
  const hash = akten.dossiers.find(({ naam }) => naam === 'klasinformatie')?.hash;
  await sql`insert into akkoordverklaringen (protocol, protocol_hash, instellingsnummer, verklaard_op, door, bewijsstuk)
    values ('klasinformatie', ${hash}, ${AKKOORD}, '2026-09-01T08:00:00Z', 'leerid_databeheerder', 'brief 12')`.execute(
    database.db,
  );
}

const BEHEERDER = { wie: { soort: 'medewerker', id: randomUUID() }, hoedanigheid: undefined } as const;
const vraag = (
  selectie = leerlingenMet(
    'account_uuid',
    kinderen.map(({ account_uuid }) => account_uuid),
  ),
) => ({
  vrager: BEHEERDER,
  bestemming: { protocol: 'klasinformatie', ontvanger: 'leerid-beheerders' },
  selectie,
  gevraagd: ALLE_CLAIMS,
});

const KLAS = { ov_klas: [{ klas: '3A', subklas: null }] };

async function laatsteRijen(aantal: number) {
  const rijen = await database.db
    .selectFrom('privacylog')
    .selectAll()
    .orderBy('volgnummer', 'desc')
    .limit(aantal)
    .execute();
  return rijen.toReversed();
}

describe('a request under the act of the classes', () => {
  test('tells the class of each pupil in the school that agreed, and of no other school', async () => {
    const antwoord = await deelMeeOpAanvraag(nodig, vraag());
    expect(antwoord.map(({ gegevens }) => gegevens)).toEqual([KLAS, KLAS, KLAS]);
    const ids = antwoord.map(({ leerling }) => leerling.id);
    expect(new Set(ids)).toEqual(new Set(kinderen.map(({ id }) => id)));
    for (const [plaats, rij] of (await laatsteRijen(3)).entries())
      expect(rij).toMatchObject({
        ...{ leerling_id: ids[plaats], gegevens: ['klasinformatie'], stroom: 'op_aanvraag', aanleiding: 'aanvraag' },
        ...{ wie_soort: 'medewerker', wie_id: BEHEERDER.wie.id, ontvanger: 'leerid-beheerders', client_id: null },
        // The act of the classes is the act itself.
        ...{ protocol: 'klasinformatie', onder_protocol: null, levering_id: null },
      });
  });

  test('of one school tells nothing of another one, also of a pupil who is in both', async () => {
    expect((await deelMeeOpAanvraag(nodig, vraag(leerlingenVanSchool(AKKOORD)))).length).toBe(3);
    expect(await deelMeeOpAanvraag(nodig, vraag(leerlingenVanSchool(ZWIJGT)))).toEqual([]);
  });

  test('about a key that nobody has gives nothing, and leaves no row', async () => {
    const voor = await laatsteRijen(1);
    expect(await deelMeeOpAanvraag(nodig, vraag(leerlingenMet('leer_id_uuid', [randomUUID()])))).toEqual([]);
    expect(await laatsteRijen(1)).toEqual(voor);
  });

  // The last one, because a school's stop is for good.
  test("a school's word counts at once: what it takes back while the rows are written is not told", async () => {
    const antwoord = await terwijlVast(
      database.db,
      sql`lock table privacylog in exclusive mode`,
      () => deelMeeOpAanvraag(nodig, vraag()),
      async () =>
        sql`update akkoordverklaringen set gestopt_op = now(), gestopt_door = 'schoolbestuur'`.execute(database.db),
    );
    expect(antwoord).toEqual([]);
    expect(await laatsteRijen(3)).toHaveLength(3);
  });
});

describe('counts, which are about nobody', () => {
  const tellingen = (anders: Partial<Tellingenvraag> = {}): Tellingenvraag => ({
    vrager: { wie: { soort: 'operator', id: 'levering maak' }, hoedanigheid: 'operator' },
    bestemming: { protocol: 'zieke-kinderen', ontvanger: 'onderzoekers-idea-consult' },
    gelegenheid: { stroom: 'eenmalig', levering: randomUUID(), dag: klok.vandaag() },
    gegevens: ['aantal_per_leeftijd', 'schooldagen_ziek'],
    ...anders,
  });
  const RIJEN: Telrij[][] = [[{ aantal_per_leeftijd: 12, schooldagen_ziek: 20 }], [{ aantal_per_leeftijd: 13 }]];
  const leverTot = async (wanneer: string, anders: Partial<Tellingenvraag> = {}, delen = RIJEN) => {
    klok.zet(Temporal.Instant.from(wanneer));
    const bron = (async function* () {
      yield* delen;
    })();
    const gekregen: Telrij[][] = [];
    try {
      for await (const deel of deelMeeZonderLeerling(nodig, tellingen(anders), bron)) gekregen.push([...deel]);
      return gekregen;
    } catch (fout) {
      return [...gekregen, (fout as { code?: string }).code];
    } finally {
      klok.zet(Temporal.Instant.from('2026-11-23T09:00:00Z'));
    }
  };
  const BINNEN = '2022-03-01T09:00:00Z';

  test('leave in the period of the act, under one row that names no pupil', async () => {
    expect(await leverTot(BINNEN)).toEqual(RIJEN);
    expect(await laatsteRijen(1)).toMatchObject([
      {
        ...{ leerling_id: null, account_uuid: null, stroom: 'eenmalig', aanleiding: 'levering' },
        ...{ gegevens: ['aantal_per_leeftijd', 'schooldagen_ziek'], ontvanger: 'onderzoekers-idea-consult' },
      },
    ]);
  });

  test.each([
    ['after the period of the act', '2022-11-01T09:00:00Z', {}, 'buiten_venster'],
    ['as a table with a name', BINNEN, { gegevens: ['aantal_per_leeftijd', 'naam'] }, 'gegevens_niet_voorzien'],
    ['of nothing', BINNEN, { gegevens: [] }, 'gegevens_niet_voorzien'],
    [
      'to the party, which gets nothing itself',
      BINNEN,
      { bestemming: { protocol: 'zieke-kinderen', ontvanger: 'dov' } },
      'gegevens_niet_voorzien',
    ],
    [
      'opened for another day',
      BINNEN,
      { gelegenheid: { stroom: 'eenmalig', levering: randomUUID(), dag: Temporal.PlainDate.from('2022-02-28') } },
      'andere_dag',
    ],
    [
      'in a flow that the act does not have',
      BINNEN,
      { gelegenheid: { stroom: 'periodiek', levering: randomUUID(), dag: Temporal.PlainDate.from('2022-03-01') } },
      'stroom_niet_voorzien',
    ],
  ] as const)('do not leave %s, and leave no row', async (_wat, wanneer, anders, code) => {
    const voor = await laatsteRijen(1);
    const dag = Temporal.Instant.from(wanneer).toZonedDateTimeISO('Europe/Brussels').toPlainDate();
    const vandaag = { gelegenheid: { stroom: 'eenmalig', levering: randomUUID(), dag } } as const;
    expect(await leverTot(wanneer, { ...vandaag, ...anders } as Partial<Tellingenvraag>)).toEqual([code]);
    expect(await laatsteRijen(1)).toEqual(voor);
  });

  test('end at a row that carries what was not asked for: that part stays inside', async () => {
    const [goed = []] = RIJEN;
    expect(await leverTot(BINNEN, {}, [goed, [{ studiebewijs: 'A' }]])).toEqual([goed, 'gegevens_niet_voorzien']);
  });
});
