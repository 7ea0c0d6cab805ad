import { globSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { WERKTABELLEN } from '../../../src/register/discimus/werkruimte/werkruimte.ts';
import { regel, SCHOLEN, tweedeIsEerste, zonderInsz } from './nachten.ts';
import { maakRegister, type Register } from './opstelling.ts';

/** What is told of the temporary tables of a load is what PostgreSQL has, and what the sources do with them. */

const MAP = 'src/register/discimus';
/** The sub-rooms in the order in which the data go. */
const VOLGORDE = ['lezen', 'scholen', 'herkennen', 'toepassen', 'verslag'];

type Gebruik = Record<string, { schrijft: string[]; leest: string[] }>;
const gezegd: Gebruik = Object.fromEntries(
  Object.entries(WERKTABELLEN).map(([tabel, { schrijft, leest }]) => [
    tabel,
    { schrijft: [...schrijft], leest: [...leest] },
  ]),
);

const kamer = (bestand: string) => VOLGORDE.indexOf(bestand.split('/')[0] ?? '');

const bronnen = globSync(`${MAP}/**/*.ts`)
  .map((bestand) => ({ naam: relative(MAP, bestand).replace(/\.ts$/, ''), tekst: readFileSync(bestand, 'utf8') }))
  .filter(({ naam }) => kamer(naam) >= 0)
  .sort((een, ander) => kamer(een.naam) - kamer(ander.naam) || (een.naam < ander.naam ? -1 : 1));

const IN_SQL =
  /(\b(?:insert into|update|delete from|analyze|create index on)\s+(?:\$\{werk\.\w+\},\s+)*)?\$\{werk\.(\w+)\}/g;
const GEMAAKT = /\b(?:maakWerktabel|kopieer|kopieerTekst)\(\s*(?:[\w.]+,\s*)?'(\w+)'/g;
const ALS_WAARDE = /(?<!\{)\bwerk\.(\w+)/g;

/** Which files write a table and which read it, by what the sources say. */
function gebruikIn(alle: typeof bronnen): Gebruik {
  const gebruik: Gebruik = {};
  const voegToe = (tabel: string, hoe: 'schrijft' | 'leest', naam: string) => {
    gebruik[tabel] ??= { schrijft: [], leest: [] };
    const een = gebruik[tabel];
    if (!een[hoe].includes(naam)) een[hoe].push(naam);
  };
  for (const { naam, tekst } of alle) {
    for (const [, opdracht = '', tabel = ''] of tekst.matchAll(IN_SQL))
      if (!/^(?:analyze|create)/.test(opdracht)) voegToe(tabel, opdracht ? 'schrijft' : 'leest', naam);
    for (const [, tabel = ''] of tekst.matchAll(GEMAAKT)) voegToe(tabel, 'schrijft', naam);
    for (const [, tabel = ''] of tekst.matchAll(ALS_WAARDE)) voegToe(tabel, 'leest', naam);
  }
  return gebruik;
}

describe('the sources', () => {
  test('write and read each table as it is told', () => {
    expect(gebruikIn(bronnen)).toEqual(gezegd);
  });

  test('each table has a writer and a reader, and none is read before the sub-room in which it is made', () => {
    for (const [tabel, { schrijft, leest }] of Object.entries(gezegd)) {
      const gemaaktIn = Math.min(...schrijft.map(kamer));
      expect({ tabel, schrijft: schrijft.length > 0, leest: leest.length > 0 }).toEqual({
        tabel,
        schrijft: true,
        leest: true,
      });
      expect({ tabel, teVroeg: leest.filter((naam) => kamer(naam) < gemaaktIn) }).toEqual({ tabel, teVroeg: [] });
    }
  });

  test('no SQL of any room names a table of the workspace by itself', () => {
    const tabellen = Object.keys(WERKTABELLEN).join('|');
    const kaal = new RegExp(`\\b(?:from|join|into|update|using|table|analyze)\\s+(?:${tabellen})\\b(?!\\.ts)`);
    const code = globSync('src/**/*.ts')
      .filter((bestand) => !bestand.startsWith(`${MAP}/werkruimte/`))
      .map((bestand) => ({
        bestand,
        tekst: readFileSync(bestand, 'utf8').replaceAll(/\/\*\*[\s\S]*?\*\/|\/\/.*/g, ''),
      }));
    expect(code.filter(({ tekst }) => kaal.test(tekst)).map(({ bestand }) => bestand)).toEqual([]);
  });
});

describe('PostgreSQL', () => {
  let register: Register;
  beforeAll(async () => {
    register = await maakRegister();
  });
  afterAll(() => register.weg());

  /** The temporary tables of a connection, each with the types of its columns. */
  const GEMAAKTE = sql<{ tabel: string; kolommen: Record<string, string> }>`
    select c.relname as tabel, json_object_agg(a.attname, format_type(a.atttypid, a.atttypmod)) as kolommen
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = pg_my_temp_schema() and c.relkind = 'r' and a.attnum > 0 group by 1`;

  test('has each table with these columns, in a load in which schools move and pupils are identified and merged', async () => {
    await register.nacht(regel(1), zonderInsz(2, { instellingsnummer: '990002' }), zonderInsz(3));
    let gemaakt: Record<string, unknown> = {};
    const scholen = SCHOLEN.map((school) => ({
      ...school,
      opvolger: school.instellingsnummer === '990003' ? '990001' : '',
    }));
    const verslag = await register.laad(
      { peildatum: '2026-11-23', scholen, inschrijvingen: [regel(1), tweedeIsEerste(), regel(3)] },
      { toch: true },
      {
        async naVerandering(trx) {
          const { rows } = await GEMAAKTE.execute(trx);
          gemaakt = Object.fromEntries(rows.map(({ tabel, kolommen }) => [tabel, kolommen]));
        },
      },
    );
    expect(verslag).toMatchObject({ scholen_verhuisd: 1, samengevoegd: 1, geidentificeerd: 1 });
    const gezegd = Object.entries(WERKTABELLEN).map(([tabel, { kolommen }]) => [tabel, { ...kolommen }]);
    expect(gemaakt).toEqual(Object.fromEntries(gezegd));
  });

  test('hands the touched accounts over once each, in batches, however many they are', async () => {
    const delen: string[][] = [];
    await register.laad(
      { peildatum: '2026-11-24', inschrijvingen: [regel(1)] },
      { toch: true, proef: true },
      {
        async naVerandering(trx, geraakt) {
          await sql`insert into pg_temp.geraakte_accounts (account_uuid, leerling_id)
            select gen_random_uuid(), gen_random_uuid() from generate_series(1, 12000)`.execute(trx);
          await sql`insert into pg_temp.geraakte_accounts select * from pg_temp.geraakte_accounts`.execute(trx);
          for await (const deel of geraakt) delen.push(deel.map(({ account_uuid }) => account_uuid));
        },
      },
    );
    expect(Math.max(...delen.map(({ length }) => length))).toBe(5000);
    const alle = delen.flat();
    expect(alle.length).toBeGreaterThanOrEqual(12_000);
    expect(new Set(alle).size).toBe(alle.length);
    expect(alle).toEqual(alle.toSorted());
  });
});
