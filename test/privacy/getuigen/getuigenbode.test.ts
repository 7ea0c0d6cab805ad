import { writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { leesCheckpoint } from '../../../src/privacy/boom/checkpoint.ts';
import { stuurAanGetuige } from '../../../src/privacy/getuigen/getuigenpost.ts';
import { maakGetuigensleutel } from '../../../src/privacy/getuigen/getuigensleutel.ts';
import { leesMedeondertekeningen, neemBeurt } from '../../../src/privacy/getuigen/medeondertekeningen.ts';
import { vraagGetuige } from '../../../src/privacy/getuigen/vraag_getuige.ts';
import { wisselLogsleutel } from '../../../src/privacy/zegel/logsleutels.ts';
import { leesHashesUit } from '../../../src/privacy/zegel/tegelrijen.ts';
import { Getuigenproef, HOOFDSLEUTEL } from '../../opzet/privacy/getuigenproef.ts';
import { wachtTot } from '../../opzet/wachten.ts';

/** LeerID brings its checkpoints to real witnesses of two parties, over HTTP. */

let proef: Getuigenproef;
beforeEach(async () => {
  proef = await Getuigenproef.maak();
});
afterEach(() => proef.weg());

describe('two witnesses', () => {
  test('cosign each new checkpoint, and each is asked from where it stands', async () => {
    const [dov, ander] = [await proef.getuige('dov'), await proef.getuige('ander')];
    await proef.verzegel(5);
    await proef.vraag();
    await proef.verzegel(300);
    await proef.vraag();
    const { omvang, notitie } = await proef.laatste();
    const volledig = `${notitie}${(await leesMedeondertekeningen(proef.database.db, omvang)).join('')}`;
    const { handtekeningen } = leesCheckpoint(volledig, [dov.sleutel.vkey, ander.sleutel.vkey]);
    expect(handtekeningen.map(({ vkey }) => vkey.naam).sort()).toEqual([
      'ander.example/getuige',
      'dov.example/getuige',
    ]);
    expect(dov.gekregen.map((body) => body.split('\n')[0])).toEqual(['old 0', 'old 5']);
    expect(await leesMedeondertekeningen(proef.database.db, 5)).toHaveLength(2);
    await proef.vraag();
    expect(dov.gekregen).toHaveLength(2);
    expect(proef.gebeurtenissen()).toEqual([]);
  });

  test('a database that forgot how far they were: they say it, and go on', async () => {
    await proef.getuige('dov');
    await proef.verzegel(5);
    await proef.vraag();
    await sql`delete from getuigenstanden`.execute(proef.database.db);
    await proef.verzegel(2);
    await proef.vraag();
    expect(await proef.stand('dov')).toMatchObject({ stand: 'volgt', omvang: 7, pogingen: 0 });
  });

  test('cosignatures are only added', async () => {
    await proef.getuige('dov');
    await proef.verzegel(5);
    await proef.vraag();
    for (const wat of [
      'delete from medeondertekeningen',
      "update medeondertekeningen set partij = 'x'",
      'truncate medeondertekeningen',
    ])
      await expect(sql.raw(wat).execute(proef.database.db)).rejects.toThrow(/never changed or removed/);
  });
});

describe('one that is dead, slow or a liar', () => {
  test('one that hangs delays no other, nor the next turn', async () => {
    const goed = await proef.getuige('goed');
    const begonnen = Promise.withResolvers<void>();
    await proef.dien('hangt', () => begonnen.resolve(), maakGetuigensleutel('hangt.example/g').vkey);
    const los = new AbortController();
    const bode = proef.bode((adres, inhoud) =>
      adres === goed.adres
        ? stuurAanGetuige(adres, inhoud)
        : fetch(`${adres}/add-checkpoint`, { method: 'POST', body: inhoud, signal: los.signal }).then(() => ({
            status: 0,
            tekst: '',
          })),
    );
    for (const aantal of [1, 2]) {
      await proef.verzegel(aantal);
      await bode.kijk();
      const { omvang } = await proef.laatste();
      await wachtTot(
        'the good one cosigned',
        async () => (await leesMedeondertekeningen(proef.database.db, omvang)).length === 1,
      );
    }
    await begonnen.promise;
    los.abort();
  });

  let teller = 0;
  const hand = maakGetuigensleutel('vals.example/getuige');
  test.each<[string, RequestListener, RegExp]>([
    ['an error', (_, antwoord) => antwoord.writeHead(500).end(), /antwoordt 500/],
    ['a redirect', (_, antwoord) => antwoord.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(), /./],
    ['nothing that is a signature', (_, antwoord) => antwoord.end('dank je'), /geen ondertekende notitie/],
    [
      'a signature of another',
      (_, antwoord) => antwoord.end(`— vals.example/getuige ${Buffer.alloc(76).toString('base64')}\n`),
      /geen van de gegeven/,
    ],
    ['without end', (_, antwoord) => antwoord.end('x'.repeat(100_000)), /te lang/],
    ['a size that is none', (_, antwoord) => antwoord.writeHead(409).end('1e9\n'), /antwoordt 409/],
    [
      'another size each time',
      (_, antwoord) => antwoord.writeHead(409).end(`${(teller++ % 2) + 1}\n`),
      /telkens een andere/,
    ],
  ])('%s: it counts as silent, and nothing is kept', async (_, doe, reden) => {
    await proef.dien('vals', doe, hand.vkey);
    await proef.verzegel(3);
    await proef.vraag();
    const rij = await proef.stand('vals');
    expect(rij).toMatchObject({ stand: 'zwijgt', pogingen: 1, omvang: null, isAanDeBeurt: false });
    expect(rij?.reden).toMatch(reden);
    expect(await leesMedeondertekeningen(proef.database.db, 3)).toEqual([]);
  });
  test('silent for five minutes: one event; back again: one event', async () => {
    let isDood = true;
    const sleutel = maakGetuigensleutel('dov.example/getuige');
    await proef.dien('dov', (_, antwoord) => antwoord.writeHead(isDood ? 503 : 404).end(), sleutel.vkey);
    await proef.verzegel(1);
    for (let keer = 0; keer < 8; keer++) await proef.vraag();
    expect(proef.gebeurtenissen()).toEqual(['getuige.zwijgt dov']);
    isDood = false;
    for (let keer = 0; keer < 3; keer++) await proef.vraag();
    expect(proef.gebeurtenissen()).toEqual(['getuige.zwijgt dov', 'getuige.weigert dov']);
    await proef.getuige('dov');
    await proef.vraag();
    expect(proef.gebeurtenissen().at(-1)).toBe('getuige.volgt dov');
  });
});

describe('a log that was rewritten', () => {
  test.each([
    ['its end was cut off', 9, /tekende een langer log/],
    ['another one of the same length', 4, /tekende een ander log van deze lengte/],
    ['another beginning', 2, /staat niet in ons log/],
  ])('%s: the witness that saw the other refuses, and its operator’s alarm rings once', async (_, aantal, reden) => {
    const { adres } = await proef.getuige('dov');
    const anders = await proef.splits(aantal);
    expect((await stuurAanGetuige(adres, await anders.verzoek(0))).status).toBe(200);
    await proef.verzegel(4);
    for (let keer = 0; keer < 3; keer++) await proef.vraag();
    const rij = await proef.stand('dov');
    expect(rij).toMatchObject({ stand: 'weigert', pogingen: 3 });
    expect(rij?.reden).toMatch(reden);
    expect(proef.gebeurtenissen()).toEqual(['getuige.weigert dov']);
    expect(await leesMedeondertekeningen(proef.database.db, 4)).toEqual([]);
  });
});

describe('more nodes', () => {
  test('two at once: the witness is asked once', async () => {
    const { gekregen } = await proef.getuige('dov');
    await proef.verzegel(3);
    const twee = [proef.bode(), proef.bode()];
    await Promise.all(twee.map((bode) => bode.kijk()));
    await Promise.all(twee.map((bode) => bode.stop()));
    expect(gekregen).toHaveLength(1);
  });

  test('one that dies with the turn in its hands: another has it a minute later', async () => {
    const { gekregen } = await proef.getuige('dov');
    await proef.verzegel(3);
    await neemBeurt(proef.database.db, 'dov');
    await proef.bode().kijk();
    expect(gekregen).toEqual([]);
    const { rows } = await sql<{ over: boolean }>`
      select volgende_op between now() + interval '50 seconds' and now() + interval '1 minute' as over
      from getuigenstanden`.execute(proef.database.db);
    expect(rows).toEqual([{ over: true }]);
    await proef.vraag();
    expect(gekregen).toHaveLength(1);
  });

  test('one that looked before another had a newer checkpoint cosigned: no false alarm', async () => {
    const { adres, sleutel } = await proef.getuige('dov');
    await proef.verzegel(3);
    await proef.vraag();
    await proef.verzegel(1);
    const traag = proef.bode();
    await proef.database.db.transaction().execute(async (trx) => {
      await sql`select from getuigenstanden for update`.execute(trx);
      await traag.kijk();
      await wachtTot('it waits for its turn', async () => {
        const { rows } = await sql`select from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`.execute(proef.database.db);
        return rows.length > 0;
      });
      await proef.verzegel(5);
      const gevraagd = await vraagGetuige({
        ...{
          checkpoint: await proef.laatste(),
          bekend: 3,
          vkeys: [sleutel.vkey],
          leesHashes: leesHashesUit(proef.database.db),
        },
        stuur: (inhoud) => stuurAanGetuige(adres, inhoud),
      });
      expect(gevraagd.soort).toBe('medeondertekend');
    });
    await traag.stop();
    expect(await proef.stand('dov')).toMatchObject({ stand: 'volgt', omvang: 9, pogingen: 0 });
    expect(proef.gebeurtenissen()).toEqual([]);
  });
});

describe('keys are replaced', () => {
  test('the log’s: a witness that knows the old one follows during the overlap; after a leak it must be told', async () => {
    await proef.getuige('dov');
    await proef.verzegel(3);
    await proef.vraag();
    await wisselLogsleutel(proef.database.db, HOOFDSLEUTEL, proef.klok.nu(), false);
    await proef.verzegel(1);
    await proef.vraag();
    expect(await proef.stand('dov')).toMatchObject({ stand: 'volgt', omvang: 4 });
    await wisselLogsleutel(proef.database.db, HOOFDSLEUTEL, proef.klok.nu(), true);
    await proef.verzegel(1);
    await proef.vraag();
    expect(await proef.stand('dov')).toMatchObject({
      stand: 'weigert',
      reden: expect.stringMatching(/kent de sleutel niet/),
    });
  });
});

test('a party file that tells nothing about its witness is told once, and the others are asked', async () => {
  const { gekregen } = await proef.getuige('dov');
  await writeFile(join(proef.map, 'kapot.yaml'), 'partij: kapot\nnaam: Kapot\ngetuige: {adres: ftp://x}\n');
  const bode = proef.bode();
  await proef.verzegel(1);
  await bode.kijk();
  await bode.kijk();
  await bode.stop();
  expect(gekregen).toHaveLength(1);
  expect(proef.gebeurtenissen()).toEqual(['getuigen.onleesbaar undefined']);
});
