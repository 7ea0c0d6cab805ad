import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sql } from 'kysely';
import { maakRegister, type Register } from '../../opzet/register/maak_register.ts';
import { type Regel, regel } from '../../opzet/register/nachten.ts';
import { type Nacht, regels, wereld } from './werelden.ts';

/**
 * A load into an empty register looks for nobody and changes no enrolment. What it makes of a delivery must
 * be what any other load makes of it.
 */

let register: Register;
beforeAll(async () => {
  register = await maakRegister();
});
afterAll(() => register.weg());

/** A pupil who shares no key, name or school with anybody, in the last line of a delivery. */
const VREEMDE = regel(900, { voornaam: 'Iemand', naam: 'Anders', instellingsnummer: '990003' });

/** What stands in the register, without the numbers that each load makes anew. A pupil is named by its keys. */
async function inhoud(): Promise<unknown> {
  const sleutels = sql`jsonb_build_array(encode(l.insz_hash, 'hex'), l.unieke_persoon, l.geregistreerde_persoon)`;
  const vragen = [
    sql`select ${sleutels} as wie, to_jsonb(l) - 'id' - 'leer_id_uuid' - 'insz_hash' as rij from leerlingen l`,
    sql`select ${sleutels} as wie, to_jsonb(i) - 'id' - 'leerling_id' - 'onbevestigd_sinds' as rij,
        onbevestigd_sinds is not null as onbevestigd
      from inschrijvingen i join leerlingen l on l.id = i.leerling_id`,
    sql`select ${sleutels} as wie, to_jsonb(v) - 'leerling_id' as rij
      from vroegere_sleutels v join leerlingen l on l.id = v.leerling_id`,
    sql`select ${sleutels} as wie, jsonb_build_array(a.soort, m.soort, a.aanmeldgeneratie is not null) as rij
      from accounts a join leerlingen l on l.id = a.leerling_id join aanmeldmiddelen m using (account_uuid)`,
    sql`select jsonb_build_array(gebruikersnaam) as rij from aanmeldmiddelen`,
    sql`select to_jsonb(g) as rij from gebruikersnaamstammen g`,
    sql`select to_jsonb(b) - 'id' - 'leerlingen' - 'eerst_gezien_op' - 'laatst_gezien_op' as rij from beoordelingen b`,
  ];
  const antwoorden = vragen.map((vraag) =>
    sql<object>`select * from (${vraag}) q order by q::text`.execute(register.db),
  );
  return (await Promise.all(antwoorden)).map(({ rows }) => rows);
}

async function laad(inschrijvingen: Regel[]) {
  const { duur: _, regels: __, ongewijzigd: ___, ...verslag } = await register.laad({ inschrijvingen }, { toch: true });
  return { verslag, inhoud: await inhoud() };
}

test('a first load makes the same of a delivery as a load beside somebody else', async () => {
  const geteld = { twijfel: 0, geweigerd: 0, meervoudig: 0 };
  const nachten = fc.array(fc.oneof(wereld(1, true), wereld(1, false)), { minLength: 100, maxLength: 100 });
  const eigenschap = fc.asyncProperty(nachten, async (werelden) => {
    const inschrijvingen = [...werelden.flatMap((een, nummer) => regels(nummer, een[0] as Nacht)), VREEMDE];
    await register.maakLeeg();
    const eerste = await laad(inschrijvingen);
    await register.maakLeeg();
    await laad([VREEMDE]);
    const later = await laad(inschrijvingen);
    expect(later.inhoud).toEqual(eerste.inhoud);
    const { toegevoegd, leerlingen_nieuw } = later.verslag;
    expect({ ...later.verslag, toegevoegd: toegevoegd + 1, leerlingen_nieuw: leerlingen_nieuw + 1 }).toEqual(
      eerste.verslag,
    );
    geteld.twijfel += eerste.verslag.twijfel;
    geteld.geweigerd += eerste.verslag.geweigerd;
    geteld.meervoudig += eerste.verslag.toegevoegd - eerste.verslag.leerlingen_nieuw;
  });
  await fc.assert(eigenschap, { numRuns: 3, seed: 20_261_130, endOnFailure: true });
  for (const aantal of Object.values(geteld)) expect(aantal).toBeGreaterThan(20);
}, 120_000);

test('each new account begins in a generation that no other account has', async () => {
  await register.maakLeeg();
  await register.nacht(regel(1), regel(2));
  await register.nacht(regel(1), regel(2), regel(3));
  const generaties = await register.db.selectFrom('accounts').select('aanmeldgeneratie').execute();
  expect(new Set(generaties.map(({ aanmeldgeneratie }) => aanmeldgeneratie)).size).toBe(3);
});
