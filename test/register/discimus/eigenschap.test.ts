import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maakRegister, type Register } from '../../opzet/register/maak_register.ts';
import { Beloften } from './beloften.ts';
import { rijversies } from './rijversies.ts';
import { type Nacht, regels, type Wereld, wereld, wereldVan } from './werelden.ts';

/**
 * Whatever deliveries bring, full or of changes, and whichever merges are undone between them.
 * `LEERID_TEST_SEED` gives other stories than those of every run, `LEERID_TEST_RUNS` gives more, and
 * `LEERID_TEST_SHRINK` looks for the smallest failing one.
 */
const seed = Number(process.env.LEERID_TEST_SEED ?? 20_261_122);
const numRuns = Number(process.env.LEERID_TEST_RUNS ?? 4);
const verklein = process.env.LEERID_TEST_SHRINK !== undefined;
const NACHTEN = 6;
const WERELDEN = 100;

let register: Register;
beforeAll(async () => {
  register = await maakRegister();
});
afterAll(() => register.weg());

async function maakOngedaan(nummer: number, welke: number): Promise<string | undefined> {
  const rijen = await register.db
    .selectFrom('samenvoegingen')
    .select(['id', 'gegevens'])
    .where('ontkoppeld_op', 'is', null)
    .orderBy('id')
    .execute();
  const eigen = rijen.filter(({ gegevens }) => wereldVan((gegevens as { leerling: object }).leerling) === nummer);
  const gekozen = eigen[welke];
  return gekozen && (await register.maakOngedaan(gekozen.id)).soort;
}

const geteld = {
  zonderUitval: 0,
  samengevoegd: 0,
  ongedaan_gemaakt: 0,
  geidentificeerd: 0,
  insz_gewijzigd: 0,
  twijfel: 0,
};

async function vertel(werelden: Wereld[], volledig: boolean[]): Promise<void> {
  await register.maakLeeg();
  const beloften = new Beloften();
  for (let nacht = 0; nacht < NACHTEN; nacht++) {
    const inschrijvingen = werelden.flatMap((een, nummer) => regels(nummer, een[nacht] as Nacht));
    const levering = { soort: volledig[nacht] ? 'volledig' : 'wijzigingen', inschrijvingen } as const;
    const verslag = await register.laad(levering, { toch: true });
    await beloften.keur(register.db);
    await laadTotNietsVerandert(levering, verslag.geweigerd);
    for (const [nummer, een] of werelden.entries()) {
      const welke = een[nacht]?.maakOngedaan ?? null;
      if (welke !== null && (await maakOngedaan(nummer, welke)) === 'ongedaan_gemaakt') geteld.ongedaan_gemaakt++;
    }
    await beloften.keur(register.db);
    for (const naam of ['samengevoegd', 'geidentificeerd', 'insz_gewijzigd', 'twijfel'] as const)
      geteld[naam] += verslag[naam];
  }
}

/**
 * Loading the same delivery twice equals loading it once. The exception is a delivery with refused lines: the
 * reason for the refusal may be gone at the second load, such as a stamnummer that now belongs to nobody
 * else. Repeating it comes to an end.
 */
async function laadTotNietsVerandert(levering: Parameters<Register['laad']>[0], geweigerd: number): Promise<void> {
  if (!geweigerd) geteld.zonderUitval++;
  for (let keer = 0; keer < (geweigerd ? 5 : 1); keer++) {
    const ervoor = await rijversies(register.db);
    await register.laad(levering, { toch: true });
    if ((await rijversies(register.db)) === ervoor) return;
  }
  throw new Error('the same delivery again goes on changing the register');
}

const verhaal = (kalm: boolean, aantal: number) =>
  fc.tuple(
    fc.array(kalm ? wereld(NACHTEN, true) : fc.oneof(wereld(NACHTEN, true), wereld(NACHTEN, false)), {
      minLength: verklein ? 1 : aantal,
      maxLength: aantal,
      size: 'max',
    }),
    fc.array(fc.boolean(), { minLength: NACHTEN, maxLength: NACHTEN }),
  );

test('400 stories of six nights keep every promise', async () => {
  const eigenschap = fc.asyncProperty(verhaal(false, WERELDEN), ([werelden, volledig]) => vertel(werelden, volledig));
  await fc.assert(eigenschap, { numRuns, seed, endOnFailure: !verklein });
  for (const wat of ['samengevoegd', 'ongedaan_gemaakt', 'geidentificeerd', 'insz_gewijzigd', 'twijfel'] as const)
    expect(geteld[wat]).toBeGreaterThan(3 * numRuns);
}, 600_000);

test('nothing refused: the same delivery twice is once', async () => {
  const eigenschap = fc.asyncProperty(verhaal(true, 2), ([werelden, volledig]) => vertel(werelden, volledig));
  await fc.assert(eigenschap, { numRuns: Math.ceil(numRuns / 2), seed, endOnFailure: !verklein });
  expect(geteld.zonderUitval).toBeGreaterThan(numRuns / 2);
}, 600_000);
