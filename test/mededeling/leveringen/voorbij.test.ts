import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { laatsteDag } from '../../../src/mededeling/leveringen/maken/laatste_dag.ts';
import type { Leveringsbron } from '../../../src/mededeling/leveringen/maken/vul_levering.ts';
import {
  isEenmaligVrij,
  leesLevering,
  leesOnbevestigdeLeveringen,
} from '../../../src/mededeling/leveringen/rij/lees_leveringen.ts';
import { logOnbevestigdeLeveringen } from '../../../src/mededeling/leveringen/rij/leveringslog.ts';
import { sluitVoorbijeLeveringen } from '../../../src/mededeling/leveringen/sluiten/sluit_voorbije.ts';
import { bestandenIn, brokken, leerlingen, nieuweMap, ONTVANGER, richtWerkplaatsIn } from './werkplaats.ts';

/** What ends a delivery that nobody confirmed, and who may have another one. */

let plek: Awaited<ReturnType<typeof richtWerkplaatsIn>>;
let map: string;
beforeAll(async () => {
  [plek, map] = [await richtWerkplaatsIn(), await nieuweMap()];
});
afterAll(async () => {
  await plek.weg();
  await rm(map, { recursive: true });
});
beforeEach(() => plek.opnieuw());

const MACHINE = { soort: 'machine', id: 'leveringen' } as const;
const sluitVoorbije = () => sluitVoorbijeLeveringen(plek.nodig, MACHINE);
const stand = async (id: string) => {
  const { gesloten_reden, sleutel } = await leesLevering(plek.db, id);
  return [gesloten_reden, sleutel === null, (await plek.delen(id)).length];
};
const GEWIST = [true, 0];

const stop = async (op: string) => {
  await plek.db
    .insertInto('protocolstops')
    .values({ protocol: 'vlaamse-toetsen', op, door: 'agodi', reden: 'proef', vastgelegd_op: '2026-11-23T09:00:00Z' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

describe('it is closed', () => {
  test('when its act is stopped, from that day on: what was kept is erased', async () => {
    const { id } = await plek.maak(brokken(leerlingen(2)));
    await stop('2026-11-24');
    expect(await sluitVoorbije()).toEqual([]);
    plek.morgen();
    expect(await sluitVoorbije()).toMatchObject([{ id, gesloten_reden: 'stopgezet' }]);
    expect(await stand(id)).toEqual(['stopgezet', ...GEWIST]);
    await expect(plek.geef(id, map)).rejects.toMatchObject({ code: 'levering_gesloten' });
  });

  test('by whoever would give it after a stop that no node saw', async () => {
    const { id } = await plek.maak(brokken(leerlingen(2)));
    await stop('2026-11-23');
    await expect(plek.geef(id, map)).rejects.toMatchObject({ code: 'levering_gesloten' });
    expect(await stand(id)).toEqual(['stopgezet', ...GEWIST]);
    expect(await bestandenIn(map)).toEqual([]);
  });

  test('while its file is written: the file gets no name', async () => {
    const { id } = await plek.maak(brokken(leerlingen(2)));
    await expect(plek.geef(id, map, () => stop('2026-11-23'))).rejects.toMatchObject({ code: 'levering_gesloten' });
    expect(await stand(id)).toEqual(['stopgezet', ...GEWIST]);
    expect(await bestandenIn(map)).toEqual([]);
  });

  test('when another text of its act was in force', async () => {
    const { id } = await plek.maak(brokken(leerlingen(2)));
    await sql`insert into protocolversies (hash, protocol, bytes, eerst_gezien_op)
      values (encode(sha256('later'), 'hex'), 'vlaamse-toetsen', 'later', '2026-11-23T10:00:00Z')`.execute(plek.db);
    await sluitVoorbije();
    expect(await stand(id)).toEqual(['akte_vervangen', ...GEWIST]);
  });

  test('after its last day, and not on it', async () => {
    const { id, uiterlijk } = await plek.maak(brokken(leerlingen(2)));
    expect(uiterlijk).toBe('2026-12-07');
    await plek.geef(id, map);
    plek.klok.zet(Temporal.Instant.from('2026-12-07T22:59:59Z'));
    expect(await sluitVoorbije()).toEqual([]);
    plek.klok.zet(Temporal.Instant.from('2026-12-07T23:00:00Z'));
    await sluitVoorbije();
    expect(await stand(id)).toEqual(['termijn', ...GEWIST]);
  });

  test('after the day on which it was made, if nothing of it left by then', async () => {
    const { id } = await plek.maak(brokken(leerlingen(2)));
    plek.klok.zet(Temporal.Instant.from('2026-11-23T22:59:59Z'));
    expect(await sluitVoorbije()).toEqual([]);
    plek.klok.zet(Temporal.Instant.from('2026-11-23T23:00:00Z'));
    await expect(plek.geef(id, map)).rejects.toMatchObject({ code: 'levering_gesloten' });
    expect(await stand(id)).toEqual(['termijn', ...GEWIST]);
    expect((await bestandenIn(map)).filter((naam) => naam.includes(id))).toEqual([]);
  });

  test('once: two nodes at a time write one closing', async () => {
    const { id } = await plek.maak(brokken(leerlingen(2)));
    await stop('2026-11-23');
    const gesloten = (await Promise.all([sluitVoorbije(), sluitVoorbije()])).flat();
    expect(gesloten).toHaveLength(1);
    expect((await plek.handelingen(id)).filter((wat) => wat === 'gesloten')).toHaveLength(1);
  });
});

describe('a making that breaks off', () => {
  test('leaves a closed delivery without content, and the next one begins anew', async () => {
    async function* breektAf(): Leveringsbron {
      yield leerlingen(3);
      throw Object.assign(new Error('weg'), { code: 'stopgezet' });
    }
    await expect(plek.maak(breektAf())).rejects.toThrow('weg');
    const [afgebroken] = await plek.db.selectFrom('leveringen').selectAll().execute();
    expect(await stand(afgebroken?.id ?? '')).toEqual(['afgebroken', ...GEWIST]);
    expect(await plek.maak(brokken(leerlingen(3)))).toMatchObject({ aantal: 3, delen: 1 });
  });

  test('by a stop in the middle: the next part finds it closed', async () => {
    async function* metStop(): Leveringsbron {
      yield leerlingen(3);
      await stop('2026-11-23');
      await sluitVoorbije();
      yield leerlingen(3);
    }
    await expect(plek.maak(metStop())).rejects.toMatchObject({ code: 'levering_gesloten' });
    const [gestopt] = await plek.db.selectFrom('leveringen').selectAll().execute();
    expect(await stand(gestopt?.id ?? '')).toEqual(['stopgezet', ...GEWIST]);
  });

  test('by a stop after the last part: it never becomes whole', async () => {
    async function* metStop(): Leveringsbron {
      yield leerlingen(3);
      await stop('2026-11-23');
      await sluitVoorbije();
    }
    await expect(plek.maak(metStop())).rejects.toMatchObject({ code: 'levering_gesloten' });
  });

  test('is not taken for one that is at work', async () => {
    async function* onderweg(): Leveringsbron {
      yield leerlingen(3);
      // A node looks while this process holds the lock.
      expect(await sluitVoorbije()).toEqual([]);
    }
    await expect(plek.maak(onderweg())).resolves.toMatchObject({ aantal: 3 });
  });
});

describe('one recipient has one delivery', () => {
  test('of a day: of two makings at once, one wins', async () => {
    const uitkomsten = await Promise.allSettled([plek.maak(brokken(leerlingen(1))), plek.maak(brokken(leerlingen(2)))]);
    expect(uitkomsten.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(uitkomsten.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'levering_bestaat' },
    });
    await expect(plek.maak(brokken())).rejects.toMatchObject({ code: 'levering_bestaat' });
    plek.morgen();
    await expect(plek.maak(brokken())).resolves.toBeDefined();
  });

  test('on request, under each name', async () => {
    const opAanvraag = (naam: string) => plek.maak(brokken(leerlingen(1)), { stroom: 'op_aanvraag', naam });
    await opAanvraag('school A');
    await expect(opAanvraag('school B')).resolves.toBeDefined();
    await expect(opAanvraag('school A')).rejects.toMatchObject({ code: 'levering_bestaat' });
  });

  test('one-off: never again once it was handed over, and again where nothing left', async () => {
    const eenmalig = () => plek.maak(brokken(leerlingen(1)), { stroom: 'eenmalig' });
    const vrij = (behalve?: string) => isEenmaligVrij(plek.db, 'vlaamse-toetsen', ONTVANGER, behalve);
    expect(await vrij()).toBe(true);
    const eerste = await eenmalig();
    expect([await vrij(), await vrij(eerste.id)]).toEqual([false, true]);
    plek.klok.zet(Temporal.Instant.from('2026-12-10T09:00:00Z'));
    await sluitVoorbije();
    expect(await vrij()).toBe(true);
    const tweede = await eenmalig();
    await plek.geef(tweede.id, map);
    plek.klok.zet(Temporal.Instant.from('2027-01-10T09:00:00Z'));
    await sluitVoorbije();
    expect(await stand(tweede.id)).toEqual(['termijn', ...GEWIST]);
    expect(await vrij()).toBe(false);
    await expect(eenmalig()).rejects.toMatchObject({ code: 'eenmalig_gebeurd' });
  });
});

test('the last day is that of the term, the window, the period or the act, whichever comes first', () => {
  const dag = (
    deel: { vensters?: { naam: string; van: string; tot: string }[]; periode?: { van: string; tot: string } },
    tot?: string,
  ) =>
    laatsteDag({
      protocol: { looptijd: { artikel: 12, tot } },
      deel: { vensters: deel.vensters, periode: deel.periode },
      vandaag: Temporal.PlainDate.from('2026-11-23'),
      termijn: Temporal.Duration.from('P14D'),
    }).toString();
  const venster = (van: string, tot: string) => ({ naam: 'ronde', van, tot });
  expect(dag({})).toBe('2026-12-07');
  expect(dag({ vensters: [venster('2026-11-01', '2026-11-30')] })).toBe('2026-11-30');
  expect(dag({ vensters: [venster('2026-11-01', '2026-11-23'), venster('2027-01-01', '2027-02-01')] })).toBe(
    '2026-11-23',
  );
  expect(dag({ periode: { van: '2026-01-01', tot: '2026-11-25' } })).toBe('2026-11-25');
  expect(dag({ periode: { van: '2026-01-01', tot: '2026-11-25' } }, '2026-11-24')).toBe('2026-11-24');
});

test('who did not confirm for so many days is listed, the oldest first', async () => {
  const eerste = await plek.maak(brokken(leerlingen(1)));
  await plek.geef(eerste.id, map);
  plek.morgen();
  const tweede = await plek.maak(brokken(leerlingen(1)));
  const na = async (dagen: number) =>
    (await leesOnbevestigdeLeveringen(plek.db, plek.klok.nu(), dagen)).map(({ id }) => id);
  expect([await na(2), await na(1), await na(0)]).toEqual([[], [eerste.id], [eerste.id, tweede.id]]);
});

test('a node tells of it once a day', () => {
  const regels: { gebeurtenis: string; levering: string }[] = [];
  const meld = logOnbevestigdeLeveringen({ warn: (regel: never) => regels.push(regel) } as never);
  const levering = { id: 'een', protocol: 'p', ontvanger: 'o', uiterlijk: '2026-12-07' } as never;
  for (const dag of ['2026-12-01', '2026-12-01', '2026-12-02']) meld([levering], Temporal.PlainDate.from(dag));
  expect(regels).toEqual(
    [1, 2].map(() => expect.objectContaining({ gebeurtenis: 'levering.onbevestigd', levering: 'een' })),
  );
});
