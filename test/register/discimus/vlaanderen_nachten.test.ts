import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { schrijfVlaanderen } from '../../../src/demo/vlaanderen/index.ts';
import { leesLevering } from '../../demo/levering.ts';
import { maakRegister, type Register } from '../../opzet/register/maak_register.ts';
import { bevat, dump } from './dump.ts';

/**
 * Whole nights of a small Flanders, loaded as full deliveries into one register and as changes into another.
 */

const NACHTEN = [1, 2, 3, 4, 5];
let map: string;
let vol: Register;
let delta: Register;

async function schrijf(naam: string, anders: Partial<Parameters<typeof schrijfVlaanderen>[0]>): Promise<void> {
  const peildatum = Temporal.PlainDate.from('2026-11-22');
  const vast = { leerlingen: 3000, zaad: 3, nachten: 5, verandering: 0.03, peildatum, twijfel: false } as const;
  const vorm = { soort: 'volledig', vorm: 'csv', ongecomprimeerd: true } as const;
  await schrijfVlaanderen({ ...vast, ...vorm, map: join(map, naam), ...anders });
}

beforeAll(async () => {
  map = await mkdtemp(join(tmpdir(), 'leerid-nachten-'));
  await schrijf('volledig', {});
  await schrijf('wijzigingen', { soort: 'wijzigingen' });
  await schrijf('twijfel', { twijfel: true, nachten: 2 });
  [vol, delta] = await Promise.all([maakRegister(), maakRegister()]);
}, 60_000);
afterAll(async () => {
  await Promise.all([vol?.weg(), delta?.weg()]);
  await rm(map, { recursive: true });
});

async function stand({ db }: Register) {
  const { rows } = await sql<Record<string, number>>`
    select count(*)::int as leerlingen, count(*) filter (where insz_soort = 'rijksregister')::int as rijksregister,
      count(*) filter (where insz_soort = 'bis')::int as bis, count(*) filter (where insz_hash is null)::int as zonder_insz,
      (select count(*)::int from inschrijvingen where bron is not null) as inschrijvingen,
      (select count(*)::int from inschrijvingen where tot is null and status in ('gerealiseerd', 'parallel')) as lopend
    from leerlingen`.execute(db);
  return rows[0] ?? {};
}

async function laadNacht(register: Register, soort: string, nacht: number) {
  const pad = (naam: string) => join(map, soort, `nacht-${nacht}`, naam);
  const verslag = await register.laadMap(pad('manifest.json'));
  const verwacht = JSON.parse(await readFile(pad('verwacht.json'), 'utf8'));
  return { verslag, verwacht: verwacht.stand, gebeurtenissen: verwacht.gebeurtenissen as Record<string, number> };
}

/** What matters of every pupil, without the keys that LeerID made. */
async function wieIsWaar({ db }: Register) {
  const { rows } = await sql<{ wie: string }>`
    select concat_ws(' ', encode(l.insz_hash, 'hex'), l.insz_soort, l.unieke_persoon, l.geregistreerde_persoon, l.voornaam, l.naam, l.email,
      (select string_agg(a.soort, ' ') from accounts a where a.leerling_id = l.id),
      (select count(*) from historiek_account_uuid h where h.leerling_id = l.id),
      (select string_agg(concat_ws('/', instellingsnummer, vestigingsplaats, administratieve_groep, stamnummer, status, van, tot), ' '
        order by instellingsnummer, administratieve_groep, van) from inschrijvingen i where i.leerling_id = l.id)) as wie
    from leerlingen l order by 1`.execute(db);
  return rows.map(({ wie }) => wie);
}

let verdwenen = 0;

test.each(NACHTEN)('night %i: the register is as expected, in either way', async (nacht) => {
  const { verslag, verwacht, gebeurtenissen } = await laadNacht(vol, 'volledig', nacht);
  const { verdwijning = 0, samenvoeging = 0, nieuw_schoolnummer } = gebeurtenissen;
  expect(await stand(vol)).toEqual(verwacht);
  expect(verslag).toMatchObject({ geweigerd: 0, twijfel: 0, beeindigd: verdwijning, samengevoegd: samenvoeging });
  expect(verslag.scholen_verhuisd).toBe(nieuw_schoolnummer ? 1 : 0);

  const { verslag: wijzigingen } = await laadNacht(delta, 'wijzigingen', nacht);
  // Full deliveries don't mention an enrolment that vanished. Deliveries of changes give its last day, so
  // their register still counts it.
  verdwenen += verdwijning;
  expect(await stand(delta)).toEqual({ ...verwacht, inschrijvingen: verwacht.inschrijvingen + verdwenen });
  expect(wijzigingen).toMatchObject({ geweigerd: 0, twijfel: 0, beeindigd: 0, samengevoegd: samenvoeging });
  expect(await wieIsWaar(delta)).toEqual(await wieIsWaar(vol));
});

test('of all the nights no INSZ stays in clear, and no name but where names belong', async () => {
  const rijen = [];
  for (const nacht of NACHTEN)
    rijen.push(...(await leesLevering(join(map, 'volledig', `nacht-${nacht}`))).inschrijvingen);
  const inszen = new Set(rijen.flatMap(({ insz }) => (insz ? [insz] : [])));
  expect(inszen.size).toBeGreaterThan(2500);
  // Long names with a capital, so that they are not by chance part of a school's name, a key or a user name.
  const namen = new Set(rijen.flatMap(({ naam = '' }) => (/^[A-Z].{7,}$/.test(naam) ? [naam] : [])));
  for (const { db } of [vol, delta]) {
    const inhoud = await dump(db);
    expect(inhoud.get('leerlingen')?.length).toBeGreaterThan(100_000);
    expect(bevat(inhoud, inszen)).toEqual([]);
    expect(bevat(inhoud, namen)).toEqual(['leerlingen', 'samenvoegingen']);
  }
});

test('a key that changed with only the stamnummer to tell who it is goes to review, and nothing is lost', async () => {
  const register = await maakRegister();
  await laadNacht(register, 'twijfel', 1);
  const { verslag, verwacht, gebeurtenissen } = await laadNacht(register, 'twijfel', 2);
  const { sleutelwissel = 0, verdwijning = 0 } = gebeurtenissen;
  expect(sleutelwissel).toBeGreaterThan(0);
  expect(verslag).toMatchObject({ twijfel: sleutelwissel, beeindigd: verdwijning });
  expect(new Set(await register.twijfels())).toEqual(new Set(['stamnummer_van_andere_leerling']));
  const { rijksregister, zonder_insz } = verwacht;
  expect(await stand(register)).toEqual({
    ...verwacht,
    rijksregister: rijksregister - sleutelwissel,
    zonder_insz: zonder_insz + sleutelwissel,
  });
  await register.weg();
});
