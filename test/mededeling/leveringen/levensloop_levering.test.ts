import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { KlareLevering } from '../../../src/mededeling/leveringen/rij/leveringstand.ts';
import { bevestigOntvangst } from '../../../src/mededeling/leveringen/sluiten/bevestig_ontvangst.ts';
import { sluitLevering } from '../../../src/mededeling/leveringen/sluiten/sluit_levering.ts';
import {
  bestandenIn,
  brokken,
  dataIn,
  leerling,
  leerlingen,
  nieuweMap,
  OPERATOR,
  richtWerkplaatsIn,
  sha256,
} from './werkplaats.ts';

/** A delivery from its opening to its closing: what can be done with it, and what never again. */

let plek: Awaited<ReturnType<typeof richtWerkplaatsIn>>;
let map: string;
beforeAll(async () => {
  plek = await richtWerkplaatsIn();
});
afterAll(() => plek.weg());
beforeEach(async () => {
  plek.morgen();
  map = await nieuweMap();
});
afterEach(() => rm(map, { recursive: true }));

const bewijsVan = ({ sha256, aantal }: KlareLevering) => ({ sha256, aantal });
const bevestig = (id: string, bewijs: { sha256: string; aantal: number }) =>
  bevestigOntvangst(plek.nodig, { id, bewijs, door: 'toetsplatform', wie: OPERATOR });

test('it is counted and hashed, and its file is its content: a line of sorted JSON for each pupil', async () => {
  const levering = await plek.maak(brokken(leerlingen(3), [], [{ gegevens: { b: [{ z: 1, a: null }], a: 'é' } }]));
  expect(levering).toMatchObject({ aantal: 4, delen: 2, naam: 'toetsronde', gesloten_op: null });
  const { bestanden } = await plek.geef(levering.id, map);
  expect(await bestandenIn(map)).toEqual([...bestanden].sort());
  const inhoud = await dataIn(map, levering.id);
  expect([inhoud.length, sha256(inhoud)]).toEqual([levering.bytes, levering.sha256]);
  expect(inhoud.toString().split('\n')).toEqual([
    ...[0, 1, 2].map((nummer) => `{"family_name":"Proef","given_name":"Leerling ${nummer}"}`),
    '{"a":"é","b":[{"a":null,"z":1}]}',
    '',
  ]);
  expect((await stat(join(map, bestanden[0]))).mode & 0o777).toBe(0o600);
  const manifest = JSON.parse(await readFile(join(map, bestanden[1]), 'utf8'));
  expect(manifest).toMatchObject({
    levering: levering.id,
    protocol: 'vlaamse-toetsen',
    protocol_hash: levering.protocol_hash,
    ...bewijsVan(levering),
    bestand: bestanden[0],
  });
});

test('the order of the register does not show in the file', async () => {
  const [een, ander] = [leerling(1), leerling(2)];
  const eerste = await plek.maak(brokken([een, ander]));
  await plek.geef(eerste.id, map);
  plek.morgen();
  const tweede = await plek.maak(brokken([ander], [een]), { lijnenPerDeel: 2 });
  expect([tweede.sha256, tweede.delen]).toEqual([eerste.sha256, 1]);
});

test('it is given again byte for byte until it is confirmed, and never after that', async () => {
  const levering = await plek.maak(brokken(leerlingen(2_000), leerlingen(5)));
  await plek.geef(levering.id, map);
  const eerst = await dataIn(map, levering.id);
  await rm(join(map, `levering-${levering.id}.ndjson`));
  await plek.geef(levering.id, map);
  expect((await dataIn(map, levering.id)).equals(eerst)).toBe(true);
  expect(await bevestig(levering.id, bewijsVan(levering))).toMatchObject({
    gesloten_reden: 'ontvangen',
    ontvangen_door: 'toetsplatform',
    sleutel: null,
  });
  expect(await plek.delen(levering.id)).toEqual([]);
  await expect(plek.geef(levering.id, map)).rejects.toMatchObject({ code: 'levering_gesloten' });
  expect(await plek.handelingen(levering.id)).toEqual(['klaar', 'uitgereikt', 'uitgereikt', 'ontvangen']);
});

describe('a confirmation', () => {
  test('of other data, or of another number of lines, is refused and kept; the content stays', async () => {
    const levering = await plek.maak(brokken(leerlingen(2)));
    await plek.geef(levering.id, map);
    const fout = { code: 'bewijs_klopt_niet' };
    await expect(bevestig(levering.id, { ...bewijsVan(levering), sha256: 'a'.repeat(64) })).rejects.toMatchObject(fout);
    await expect(bevestig(levering.id, { ...bewijsVan(levering), aantal: 3 })).rejects.toMatchObject(fout);
    expect(await plek.handelingen(levering.id)).toEqual([
      'klaar',
      'uitgereikt',
      'bewijs_geweigerd',
      'bewijs_geweigerd',
    ]);
    expect(await plek.delen(levering.id)).toHaveLength(1);
    await expect(bevestig(levering.id, bewijsVan(levering))).resolves.toMatchObject({ gesloten_reden: 'ontvangen' });
  });

  test('by another recipient, with the hash of his own delivery, is refused', async () => {
    const levering = await plek.maak(brokken(leerlingen(2)));
    await plek.geef(levering.id, map);
    plek.morgen();
    const ander = await plek.maak(brokken(leerlingen(3)));
    await plek.geef(ander.id, map);
    await expect(bevestig(levering.id, bewijsVan(ander))).rejects.toMatchObject({ code: 'bewijs_klopt_niet' });
  });

  test('again is no fault, but with another proof it is', async () => {
    const levering = await plek.maak(brokken(leerlingen(2)));
    await plek.geef(levering.id, map);
    const eerst = await bevestig(levering.id, bewijsVan(levering));
    expect(await bevestig(levering.id, bewijsVan(levering))).toEqual(eerst);
    await expect(bevestig(levering.id, { ...bewijsVan(levering), aantal: 9 })).rejects.toMatchObject({
      code: 'bewijs_klopt_niet',
    });
  });

  test('of what was never given is refused: nobody can have it', async () => {
    const levering = await plek.maak(brokken(leerlingen(2)));
    await expect(bevestig(levering.id, bewijsVan(levering))).rejects.toMatchObject({
      code: 'levering_niet_uitgereikt',
    });
  });
});

test('closed by the operator: content and key are gone, the row stays, and nothing can be done with it', async () => {
  const levering = await plek.maak(brokken(leerlingen(2)));
  const sluiting = { id: levering.id, reden: 'ingetrokken', wie: OPERATOR } as const;
  expect(await sluitLevering(plek.nodig, sluiting)).toMatchObject({ sleutel: null, aantal: 2 });
  expect(await plek.delen(levering.id)).toEqual([]);
  const gesloten = { code: 'levering_gesloten' };
  await expect(plek.geef(levering.id, map)).rejects.toMatchObject(gesloten);
  await expect(bevestig(levering.id, bewijsVan(levering))).rejects.toMatchObject(gesloten);
  await expect(sluitLevering(plek.nodig, sluiting)).rejects.toMatchObject(gesloten);
  expect(await bestandenIn(map)).toEqual([]);
});

test('a delivery that does not exist is said so', async () => {
  const id = crypto.randomUUID();
  await expect(plek.geef(id, map)).rejects.toMatchObject({ code: 'levering_onbekend' });
  await expect(bevestig(id, { sha256: 'a'.repeat(64), aantal: 0 })).rejects.toMatchObject({
    code: 'levering_onbekend',
  });
});

test('a delivery about nobody is a file without lines', async () => {
  const levering = await plek.maak(brokken());
  await plek.geef(levering.id, map);
  expect(await dataIn(map, levering.id)).toHaveLength(0);
  await expect(bevestig(levering.id, bewijsVan(levering))).resolves.toMatchObject({ aantal: 0 });
});
