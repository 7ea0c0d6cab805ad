import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import request from 'supertest';
import { parse, stringify } from 'yaml';
import { maakLog } from '../../../src/log.ts';
import { leesCheckpoint } from '../../../src/privacy/boom/checkpoint.ts';
import { leesVkey, type Vkey } from '../../../src/privacy/boom/vkey.ts';
import { beginGetuige, leesLogsleutels, maakGetuigensleutel } from '../../../src/privacy/index.ts';
import { openPrivacylog } from '../../../src/privacy/open.ts';
import { schrijfLogrijen } from '../../opzet/database/logrijen.ts';
import { type Idp, startIdp } from '../../opzet/server/idp.ts';
import { wachtTot } from '../../opzet/wachten.ts';

/** The rounds of a real server: a row is sealed, a party's witness cosigns, and anybody gets both signatures. */

let idp: Idp;
let map: string;
beforeAll(async () => {
  idp = await startIdp();
  map = await mkdtemp(join(tmpdir(), 'leerid-getuige-'));
});
afterAll(async () => {
  await idp.stop();
  await rm(map, { recursive: true });
});

async function doeRondes(): Promise<void> {
  const kern = { ...idp, log: maakLog('silent'), neven: { zegelen: idp.db, bezorgen: idp.db } };
  const { rondes = [], stop } = await openPrivacylog(kern);
  for (const { door, doe } of rondes) if (door === 'huismeester') await doe();
  await stop?.();
}

test('a checkpoint carries the cosignature of a party’s witness, which anybody can verify', async () => {
  const vkeys = (await leesLogsleutels(idp.db)).map(({ vkey }) => vkey);
  const sleutel = maakGetuigensleutel('smartbit.example/getuige');
  const getuige = await beginGetuige({ sleutel, vkeys, map, poort: 0, adres: '127.0.0.1', meld: () => {} });
  const bestand = join(idp.partijenmap, 'smartbit.yaml');
  const deel = { adres: `http://127.0.0.1:${getuige.poort}`, sleutels: [getuige.vkey.tekst] };
  await writeFile(bestand, stringify({ ...parse(await readFile(bestand, 'utf8')), getuige: deel }));

  for (const omvang of [3, 5]) {
    await schrijfLogrijen(idp.db, omvang === 3 ? 3 : 2);
    const alle = [...vkeys.map((vkey) => leesVkey(vkey) as Vkey), getuige.vkey];
    await wachtTot('it is cosigned', async () => {
      await doeRondes();
      const { text, status } = await request(idp.issuer).get('/privacylog/checkpoint');
      return status === 200 && leesCheckpoint(text, alle).handtekeningen.length === 2;
    });
    const { text } = await request(idp.issuer).get('/privacylog/checkpoint').expect(200);
    expect(leesCheckpoint(text, [getuige.vkey])).toMatchObject({ omvang, handtekeningen: [{ vkey: getuige.vkey }] });
    const gehouden = await (await fetch(`${deel.adres}/log/${getuige.origins[0]}/checkpoint`)).text();
    expect(leesCheckpoint(gehouden, alle).wortel).toEqual(leesCheckpoint(text, alle).wortel);
  }
  await getuige.stop();
});
