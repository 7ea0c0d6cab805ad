import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { type Bulkbenodigdheden, deelMeeInBulk, type Mededeling } from '../../../src/mededeling/index.ts';
import { terwijlVast } from '../../opzet/database/slot.ts';
import { type Idp, SCHOOLDAG, startIdp } from '../../opzet/server/idp.ts';
import { alles, maakBulkdeur, periodiekeVraag } from './bulkdeur.ts';

/** What changes while a delivery is under way. */

let idp: Idp;
let nodig: Bulkbenodigdheden;
beforeAll(async () => {
  idp = await startIdp();
});
beforeEach(async () => {
  idp.klok.zet(SCHOOLDAG);
  nodig = await maakBulkdeur(idp);
});
afterAll(() => idp.stop());

/** A delivery in parts of two. It has more than four pupils, so the first two parts are not the last. */
function inDelen(anders: Partial<Bulkbenodigdheden> = {}) {
  const vraag = periodiekeVraag(idp.klok);
  const rijen = async () => {
    const gevonden = idp.db.selectFrom('privacylog').select('leerling_id').orderBy('volgnummer');
    return (await gevonden.where('levering_id', '=', vraag.gelegenheid.levering ?? '').execute()).map(
      ({ leerling_id }) => leerling_id,
    );
  };
  return { stroom: deelMeeInBulk({ ...nodig, ...anders }, vraag, 2), rijen };
}

/** The next part. */
async function volgend(stroom: AsyncGenerator<readonly Mededeling[]>): Promise<string[]> {
  const { value } = await stroom.next();
  return (value ?? []).map(({ leerling }: Mededeling) => leerling.id);
}

const LOG_VAST = sql`lock table privacylog in exclusive mode`;

/** The same application, whose act was stopped, or has another text. */
function metAnders(anders: object): Bulkbenodigdheden['toepassingen'] {
  return new Map([...nodig.toepassingen].map(([clientId, een]) => [clientId, { ...een, ...anders }]));
}

const GESTOPT = { geldigheidOp: () => ({ in_werking: false, reden: 'stopgezet', uitleg: 'proef' }) as const };

test('a part waits for its rows: while they can not be written, nothing of it leaves', async () => {
  const { stroom, rijen } = inDelen();
  const eerste = await volgend(stroom);
  let vertrokken = false;
  const tweede = await terwijlVast(
    idp.db,
    LOG_VAST,
    () => volgend(stroom).finally(() => (vertrokken = true)),
    async () => expect([vertrokken, await rijen()]).toEqual([false, eerste]),
  );
  expect(await rijen()).toEqual([...eerste, ...tweede]);
});

describe('what comes while the rows of a part are written', () => {
  test('a stop: the part stays inside, its rows can be explained, and the stream is over', async () => {
    const toepassingen = new Map(nodig.toepassingen);
    const { stroom, rijen } = inDelen({ toepassingen });
    const eerste = await volgend(stroom);
    const tweede = terwijlVast(
      idp.db,
      LOG_VAST,
      () => volgend(stroom),
      async () => {
        for (const [clientId, een] of metAnders(GESTOPT)) toepassingen.set(clientId, een);
      },
    );
    await expect(tweede).rejects.toMatchObject({ code: 'protocol_niet_in_werking' });
    expect((await rijen()).slice(0, eerste.length)).toEqual(eerste);
    expect((await rijen()).length).toBeGreaterThan(eerste.length);
    expect(await stroom.next()).toEqual({ done: true, value: undefined });
  });

  test('a block: of that pupil nothing leaves, of the other one all', async () => {
    const ids = await alleIds();
    const { stroom, rijen } = inDelen();
    const eerste = await volgend(stroom);
    const geblokkeerd = ids[eerste.length];
    const tweede = await terwijlVast(
      idp.db,
      LOG_VAST,
      () => volgend(stroom),
      async () => {
        await zetBlok('now()', geblokkeerd);
        idp.klok.laatVerstrijken(200);
      },
    );
    expect(await rijen()).toContain(geblokkeerd);
    expect(tweede).toEqual((await rijen()).slice(eerste.length).filter((id) => id !== geblokkeerd));
    await zetBlok('null', geblokkeerd);
  });

  test('midnight: a delivery is of one day', async () => {
    const { stroom } = inDelen();
    await volgend(stroom);
    const tweede = terwijlVast(
      idp.db,
      LOG_VAST,
      () => volgend(stroom),
      async () => idp.klok.zet(SCHOOLDAG.add({ hours: 24 })),
    );
    await expect(tweede).rejects.toMatchObject({ code: 'andere_dag' });
  });
});

describe('what comes between two parts', () => {
  test('a stop: no further row is written', async () => {
    const toepassingen = new Map(nodig.toepassingen);
    const { stroom, rijen } = inDelen({ toepassingen });
    const eerste = await volgend(stroom);
    for (const [clientId, een] of metAnders(GESTOPT)) toepassingen.set(clientId, een);
    await expect(volgend(stroom)).rejects.toMatchObject({ code: 'protocol_niet_in_werking' });
    expect(await rijen()).toEqual(eerste);
  });

  test('another text of the act: what began under one text does not go on under another', async () => {
    const toepassingen = new Map(nodig.toepassingen);
    const { stroom } = inDelen({ toepassingen });
    await volgend(stroom);
    for (const [clientId, een] of metAnders({ protocolHash: '0'.repeat(64) })) toepassingen.set(clientId, een);
    await expect(volgend(stroom)).rejects.toMatchObject({ code: 'tekst_gewijzigd' });
  });

  test('a pupil who left school is not told of, and nobody is told of twice', async () => {
    const { stroom } = inDelen();
    const eerste = await volgend(stroom);
    const weg = (await alleIds())[3] ?? '';
    await zetStatus(weg, 'uitgesteld');
    const rest = (await alles(stroom)).map(({ leerling }) => leerling.id);
    expect([...eerste, ...rest]).toEqual((await alleIds()).filter((id) => id !== weg));
    await zetStatus(weg, 'gerealiseerd');
  });

  test('two pupils who became one: the delivery is not whole, and ends so', async () => {
    const { stroom } = inDelen();
    const [eerste = ''] = await volgend(stroom);
    await idp.db
      .insertInto('samenvoegingen')
      .values({
        leerling_id: eerste,
        verdwenen_leerling_id: eerste,
        gegevens: '{}',
        // By the clock of a load that began long ago.
        samengevoegd_op: '2020-01-01T00:00:00Z',
      })
      .execute();
    await expect(alles(stroom)).rejects.toMatchObject({ code: 'register_gewijzigd' });
  });
});

test('a database that takes five seconds to say what is allowed now gives no answer', async () => {
  const { stroom } = inDelen({ leesStopsZoNodig: async () => idp.klok.laatVerstrijken(5_000) });
  await expect(volgend(stroom)).rejects.toMatchObject({ code: 'lezing_verouderd' });
});

/** The pupils of a whole delivery. */
async function alleIds(): Promise<string[]> {
  const deel = await alles(deelMeeInBulk(nodig, periodiekeVraag(idp.klok)));
  return deel.map(({ leerling }) => leerling.id);
}

async function zetBlok(op: 'now()' | 'null', id = ''): Promise<void> {
  await sql`update leerlingen set geblokkeerd_op = ${sql.raw(op)} where id = ${id}`.execute(idp.db);
}

async function zetStatus(id: string, status: string): Promise<void> {
  await sql`update inschrijvingen set status = ${status} where leerling_id = ${id}`.execute(idp.db);
}
