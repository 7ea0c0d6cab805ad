import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { hashVan } from '../../src/protocol/index.ts';
import { leesBewaardeAkten } from '../../src/toepassingen/index.ts';
import { type Ondertekenaar, teken } from '../opzet/stukken/configmap.ts';
import { GevolgdeMap, vierSeconden } from '../opzet/stukken/gevolgde_map.ts';
import { protocolbytes } from '../opzet/stukken/voorbeeldprotocol.ts';

/** The acts that say who may stop, where the folder can't: only kept versions that their parties signed. */

const gevolgd = new GevolgdeMap();
const { klok, volg, isOpen } = gevolgd;
beforeAll(() => gevolgd.begin());
beforeEach(() => gevolgd.maak());
afterAll(async () => {
  await gevolgd.ruimOp();
  await gevolgd.einde();
});

const wie = async (naam: string) =>
  (await leesBewaardeAkten(gevolgd.db, klok.vandaag())).get(naam)?.sanctie.beeindiging_door;
const recht =
  (...door: string[]) =>
  (protocol: { sanctie: { beeindiging_door: string[] } }) => {
    protocol.sanctie.beeindiging_door = door;
  };

/** Adds a row, which is all that the server's account may do. */
async function voegToe(protocol: string, bytes: Uint8Array): Promise<string> {
  const eerst_gezien_op = klok.nu().add({ hours: 1 }).toString();
  const rij = { hash: hashVan(bytes), protocol, bytes: Buffer.from(bytes), eerst_gezien_op };
  await gevolgd.db.insertInto('protocolversies').values(rij).execute();
  return rij.hash;
}

async function tekenBij(hash: string, bytes: Uint8Array, ondertekenaar: Ondertekenaar): Promise<void> {
  const { partij, sleutels } = ondertekenaar.partij;
  const [handtekening] = (await teken(bytes, ondertekenaar)).signatures;
  if (!handtekening) throw new Error('geen handtekening');
  const rij = { hash, partij, vingerafdruk: partij, sleutel: JSON.stringify(sleutels[0]), ...handtekening };
  await gevolgd.db
    .insertInto('protocolhandtekeningen')
    .values({ ...rij, eerst_gezien_op: klok.nu().toString() })
    .execute();
}

test('an older act that is put back opens nothing, and tells nothing: the one that took over does', async () => {
  const levend = await volg();
  const eerste = ['protocol.yaml', 'handtekeningen.json'].map((naam) => `protocollen/voorbeeld/${naam}`);
  const heel = await Promise.all(eerste.map((pad) => gevolgd.map.lees(pad)));
  klok.zet(Temporal.Instant.from('2025-03-02T09:00:00Z'));
  await gevolgd.schrijfProtocol('voorbeeld', recht('leverancier'));
  for (const _ of [1, 2]) await vierSeconden(levend);
  expect([isOpen(levend), await wie('voorbeeld')]).toEqual([true, ['leverancier']]);
  klok.zet(Temporal.Instant.from('2025-03-03T09:00:00Z'));
  for (const [plaats, pad] of eerste.entries()) await gevolgd.map.schrijf(pad, heel[plaats] ?? '');
  for (const _ of [1, 2]) await vierSeconden(levend);
  expect([isOpen(levend), isOpen(await volg()), await wie('voorbeeld')]).toEqual([false, false, ['leverancier']]);
  expect(levend.alle.get('voorbeeld')?.geldigheidOp(klok.vandaag())).toMatchObject({ reden: 'vervangen' });
});

test('bytes that nobody signed are none, nor those that not everybody signed, nor those of another act', async () => {
  await volg();
  await gevolgd.db.deleteFrom('open_toepassingen').execute();
  const bytes = protocolbytes(recht('leverancier'), 'ander');
  const hash = await voegToe('ander', bytes);
  expect(await wie('ander')).toEqual(['dov']);
  for (const [plaats, ondertekenaar] of gevolgd.partijen.toReversed().entries()) {
    await tekenBij(hash, bytes, ondertekenaar);
    expect(await wie('ander')).toEqual(plaats === 0 ? ['dov'] : ['leverancier']);
  }
  await voegToe('derde', protocolbytes(recht('leverancier', 'dov'), 'ander'));
  expect(await wie('derde')).toBeUndefined();
});
