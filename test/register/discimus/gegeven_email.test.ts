import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { geefEmail } from '../../../src/register/gegeven_email.ts';
import { totHetWacht } from '../../opzet/database/slot.ts';
import { maakRegister, type Register } from '../../opzet/register/maak_register.ts';
import { type Regel, regel, tweedeIsEerste, zonderInsz } from '../../opzet/register/nachten.ts';
import { dump } from './dump.ts';

/**
 * E-mail is a field of LeerID itself (S1 art. 3). An address that was given there wins over a delivery,
 * through merges and their undoing.
 */

let register: Register;
beforeAll(async () => {
  register = await maakRegister();
});
beforeEach(async () => {
  await register.maakLeeg();
  register.klok.zet(Temporal.Instant.from('2026-11-23T02:00:00Z'));
});
afterAll(() => register.weg());

const UUR = { hours: 1 };
const naEenUur = () => register.klok.zet(register.klok.nu().add(UUR));

/** By any user name of the pupil. */
async function geef(leerling: string, adres: string | null): Promise<void> {
  naEenUur();
  const [wie] = (await register.leerlingen()).find(({ id }) => id === leerling)?.accounts ?? [];
  await register.db.transaction().execute((trx) => geefEmail(trx, register.klok, wie ?? '', adres));
}
async function nacht(...regels: Regel[]) {
  naEenUur();
  return register.nacht(...regels);
}
const bron = (nummer: number, anders: Regel = {}) =>
  regel(nummer, { email: `bron${nummer}@school.example`, ...anders });
async function email(leerling: string | undefined): Promise<string | null | undefined> {
  const rij = await register.db
    .selectFrom('leerlingen')
    .select('email')
    .where('id', '=', leerling ?? '')
    .executeTakeFirst();
  return rij?.email;
}

describe('a delivery', () => {
  test.each(['kind@thuis.example', null])('leaves alone what was given: %s', async (gegeven) => {
    await nacht(bron(1));
    const [een] = await register.leerlingen();
    await geef(een?.id ?? '', gegeven);
    const verslag = await nacht(bron(1, { email: 'ander@school.example' }));
    expect([await email(een?.id), verslag.leerlingen_gewijzigd]).toEqual([gegeven, 0]);
    expect(await nacht(bron(1, { email: '', naam: 'Anders' }))).toMatchObject({ leerlingen_gewijzigd: 1 });
    expect(await email(een?.id)).toBe(gegeven);
  });

  test('brings the address of who gave none, and takes it away again', async () => {
    await nacht(bron(1));
    const [een] = await register.leerlingen();
    expect(await email(een?.id)).toBe('bron1@school.example');
    await nacht(bron(1, { email: '' }));
    expect(await email(een?.id)).toBeNull();
  });

  test('identification keeps it', async () => {
    await nacht(zonderInsz(1, { email: 'bron@school.example' }));
    const [een] = await register.leerlingen();
    await geef(een?.id ?? '', 'kind@thuis.example');
    expect(await nacht(bron(1))).toMatchObject({ geidentificeerd: 1 });
    expect(await email(een?.id)).toBe('kind@thuis.example');
  });

  test('that waits for who is giving one at that moment does not write over it', async () => {
    await nacht(bron(1));
    const [een] = await register.leerlingen();
    let lading: Promise<unknown> | undefined;
    await register.db.transaction().execute(async (trx) => {
      await geefEmail(trx, register.klok, een?.accounts[0] ?? '', 'kind@thuis.example');
      lading = nacht(bron(1, { email: 'ander@school.example', naam: 'Anders' }));
      await totHetWacht(register.db);
    });
    expect(await lading).toMatchObject({ leerlingen_gewijzigd: 1 });
    expect(await email(een?.id)).toBe('kind@thuis.example');
  });
});

/** Pupil 1 has an INSZ. Later, 2 and 3 turn out to be pupil 1. */
const twee = (anders: Regel = {}) => zonderInsz(2, { voornaam: 'Kind b', instellingsnummer: '990002', ...anders });
const drie = (anders: Regel = {}) => zonderInsz(3, { voornaam: 'Kind b', instellingsnummer: '990003', ...anders });
const isEen = (nummer: number) =>
  bron(1, { unieke_persoon: `UP-${nummer}`, instellingsnummer: `99000${nummer}`, stamnummer: `260000${nummer}` });

async function begin(): Promise<[string, string, string]> {
  await nacht(bron(1), twee({ email: 'bron2@school.example' }), drie());
  const wie = await register.leerlingen();
  const van = (nummer: number) => wie.find((een) => een.unieke_persoon === `UP-${nummer}`)?.id ?? '';
  return [van(1), van(2), van(3)];
}
async function voegSamen(...nummers: number[]): Promise<string> {
  const los = [twee(), drie()].filter((_, plek) => !nummers.includes(plek + 2));
  expect(await nacht(bron(1), ...nummers.map(isEen), ...los)).toMatchObject({ samengevoegd: 1 });
  const rij = register.db.selectFrom('samenvoegingen').select('id').where('ontkoppeld_op', 'is', null);
  naEenUur();
  return (await rij.orderBy('samengevoegd_op', 'desc').executeTakeFirstOrThrow()).id;
}

describe('a merge', () => {
  test.each<[string, string | null | undefined, string | null | undefined, string | null]>([
    ['neither gave one: that of the delivery', undefined, undefined, 'bron1@school.example'],
    ['who goes gave one', undefined, 'twee@thuis.example', 'twee@thuis.example'],
    ['who goes emptied it', undefined, null, null],
    ['who stays gave one', 'een@thuis.example', undefined, 'een@thuis.example'],
    ['both: the last', 'een@thuis.example', 'twee@thuis.example', 'twee@thuis.example'],
    ['who goes emptied it last', 'een@thuis.example', null, null],
  ])('%s; undone, each has its own', async (_, vanEen, vanTwee, samen) => {
    const [een, ander] = await begin();
    if (vanEen !== undefined) await geef(een, vanEen);
    if (vanTwee !== undefined) await geef(ander, vanTwee);
    const ervoor = [await email(een), await email(ander)];
    const id = await voegSamen(2);
    expect(await email(een)).toBe(samen);
    await nacht(bron(1), isEen(2), drie());
    expect(await email(een)).toBe(samen);
    expect(await register.maakOngedaan(id)).toMatchObject({ email_vervallen: false });
    expect([await email(een), await email(ander)]).toEqual(ervoor);
  });

  test('given to who stays last, it stays', async () => {
    const [een, ander] = await begin();
    await geef(ander, 'twee@thuis.example');
    await geef(een, 'een@thuis.example');
    await voegSamen(2);
    expect(await email(een)).toBe('een@thuis.example');
  });

  test.each(['samen@thuis.example', null])(
    'given since, %s: undone, neither has one until it is given again',
    async (sindsdien) => {
      const [een, ander] = await begin();
      await geef(ander, 'twee@thuis.example');
      const id = await voegSamen(2);
      await geef(een, sindsdien);
      expect(await register.maakOngedaan(id)).toMatchObject({ email_vervallen: true });
      expect([await email(een), await email(ander)]).toEqual([null, null]);
      await nacht(bron(1), twee({ email: 'bron2@school.example' }), drie());
      expect([await email(een), await email(ander)]).toEqual([null, null]);
      await geef(een, 'een@thuis.example');
      expect([await email(een), await email(ander)]).toEqual(['een@thuis.example', null]);
    },
  );
});

describe('two merges, undone in either order', () => {
  const TWEE = 'twee@thuis.example';
  const DRIE = 'drie@thuis.example';
  const BRON = 'bron1@school.example';
  test.each<[string, ('twee' | 'drie')[], 'eerste' | 'tweede', (string | null)[]]>([
    ['the first, whose address was the last', ['drie', 'twee'], 'eerste', [DRIE, BRON]],
    ['the first, whose address was not the last', ['twee', 'drie'], 'eerste', [DRIE, BRON]],
    ['the second, whose address was the last', ['twee', 'drie'], 'tweede', [TWEE, BRON]],
    ['the second, whose address was not the last', ['drie', 'twee'], 'tweede', [TWEE, BRON]],
    ['only the first gave one, and goes first', ['twee'], 'eerste', [BRON, BRON]],
    ['only the second gave one, and the first goes first', ['drie'], 'eerste', [DRIE, BRON]],
  ])('%s', async (_, gaven, welke, verwacht) => {
    const [een, ander, derde] = await begin();
    for (const wie of gaven) await geef(wie === 'twee' ? ander : derde, wie === 'twee' ? TWEE : DRIE);
    const eerste = await voegSamen(2);
    const tweede = await voegSamen(2, 3);
    const volgorde = welke === 'eerste' ? [eerste, tweede] : [tweede, eerste];
    const adressen: (string | null | undefined)[] = [];
    for (const id of volgorde) {
      expect(await register.maakOngedaan(id)).toMatchObject({ soort: 'ongedaan_gemaakt', email_vervallen: false });
      adressen.push(await email(een));
    }
    expect(adressen).toEqual(verwacht);
    expect([await email(ander), await email(derde)]).toEqual([
      gaven.includes('twee') ? TWEE : 'bron2@school.example',
      gaven.includes('drie') ? DRIE : null,
    ]);
  });

  test('both in one night: the last counts, and each has its own again', async () => {
    const [een, ander, derde] = await begin();
    await geef(ander, TWEE);
    await geef(derde, DRIE);
    expect(await nacht(bron(1), isEen(2), isEen(3))).toMatchObject({ samengevoegd: 2 });
    expect(await email(een)).toBe(DRIE);
    const merges = await register.db
      .selectFrom('samenvoegingen')
      .select(['id', 'verdwenen_leerling_id as wie'])
      .execute();
    const idVan = (leerling: string) => merges.find(({ wie }) => wie === leerling)?.id ?? '';
    await register.maakOngedaan(idVan(derde));
    expect([await email(een), await email(derde)]).toEqual([TWEE, DRIE]);
    await register.maakOngedaan(idVan(ander));
    expect([await email(een), await email(ander)]).toEqual([BRON, TWEE]);
  });

  test('given between the two, it may be of either of the first: gone with the first, and it does not come back with the second', async () => {
    const [een, ander, derde] = await begin();
    const eerste = await voegSamen(2);
    await geef(een, 'tussenin@thuis.example');
    await geef(derde, DRIE);
    const tweede = await voegSamen(2, 3);
    await register.maakOngedaan(eerste);
    expect([await email(een), await email(ander)]).toEqual([DRIE, null]);
    await register.maakOngedaan(tweede);
    expect([await email(een), await email(derde)]).toEqual([null, DRIE]);
  });
});

test.each(['kind@thuis.example', null])(
  'given %s: no memory of a merge, or of one before it, holds another',
  async (nieuw) => {
    const samen = (anders: Regel) => twee({ email: 'bron2@school.example', ...anders });
    await nacht(
      bron(1),
      samen({ geregistreerde_persoon: '' }),
      drie({ unieke_persoon: '', instellingsnummer: '990002' }),
    );
    const wie = await register.leerlingen();
    await geef(wie.find((een) => een.geregistreerde_persoon === 'GP-3')?.id ?? '', 'drie@thuis.example');
    expect(await nacht(bron(1), samen({ geregistreerde_persoon: 'GP-3' }))).toMatchObject({ samengevoegd: 1 });
    expect(await nacht(bron(1), isEen(2))).toMatchObject({ samengevoegd: 1 });
    const adressen = async () => {
      const alles = [...(await dump(register.db)).values()].join('\n');
      return [...new Set(alles.match(/\w+@\w+\.example/g))].sort();
    };
    expect(await adressen()).toEqual(['bron1@school.example', 'bron2@school.example', 'drie@thuis.example']);
    const [een] = await register.leerlingen();
    await geef(een?.id ?? '', nieuw);
    expect(await adressen()).toEqual(nieuw === null ? [] : [nieuw]);
  },
);

test('an address that nobody has any more stands nowhere once a merge is undone', async () => {
  await nacht(bron(1), zonderInsz(2, { instellingsnummer: '990002' }));
  const [een, ander] = (await register.leerlingen()).map(({ id }) => id);
  await geef(ander ?? '', 'twee@thuis.example');
  await nacht(bron(1), tweedeIsEerste());
  const { id } = await register.db.selectFrom('samenvoegingen').select('id').executeTakeFirstOrThrow();
  naEenUur();
  await register.maakOngedaan(id);
  expect([await email(een), await email(ander)]).toEqual(['bron1@school.example', 'twee@thuis.example']);
  expect(await register.db.selectFrom('samenvoegingen').select('gegevens').execute()).toEqual([{ gegevens: {} }]);
});
