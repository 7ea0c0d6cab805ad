import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { akteberichten } from '../../src/berichten/aktebericht.ts';
import { leesProtocollen } from '../../src/protocol/index.ts';
import { leesBewaardeTeksten, leesStops, legStopVast, levenslopenOp } from '../../src/toepassingen/index.ts';
import { controleer } from '../../src/toepassingen/opdrachten/controleer_protocol.ts';
import { CLIENT, isOpen } from '../opzet/bezoek/sluiting.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { schrijfVolgende } from '../opzet/stukken/wijzig_protocol.ts';

/**
 * The clock set across the days of an act: a second before and at midnight of a takeover, in a term of notice, and
 * at its end. Door, page, messages and commands say the same.
 */

let idp: Idp;
const omgeving = process.env;
beforeEach(async () => {
  idp = await startIdp();
  process.env = { ...omgeving, DATABASE_URL: idp.databaseUrl };
});
afterEach(async () => {
  process.env = omgeving;
  await idp.stop();
});

/** What each of the four says at this moment, once the node had its turns. */
async function zeggen(moment: string) {
  idp.klok.zet(Temporal.Instant.from(moment));
  for (let beurt = 0; beurt < 2; beurt++) await idp.ververs();
  const { body } = await supertest(idp.issuer).get(`/protocollen/${CLIENT}.json`);
  const { klok, configmap } = idp;
  const { regels } = await controleer({ klok, configmap, partijenmap: join(configmap, 'partijen') }, CLIENT);
  return {
    deur: await isOpen(idp),
    pagina: body.levensloop.fase,
    opdracht: regels.filter((regel) => /^[✓✗]/.test(regel)).map((regel) => regel.replace(/ \(.*/, '')),
    berichten: await berichten(),
  };
}

async function berichten(): Promise<string[]> {
  const protocollen = await leesProtocollen(idp.configmap);
  const feiten = { protocollen, bewaard: await leesBewaardeTeksten(idp.db), stops: await leesStops(idp.db) };
  const vandaag = idp.klok.vandaag();
  const loop = levenslopenOp(feiten, vandaag).get(CLIENT);
  return (loop ? akteberichten(loop, vandaag) : []).map(({ soort, dag }) => `${soort} ${dag}`);
}

test('another text, notice, and the end', async () => {
  await schrijfVolgende(idp, CLIENT, (akte) => {
    akte.titel = 'Tweede tekst';
    akte.looptijd.van = '2027-01-15';
  });
  const eerste = { deur: true, pagina: 'in_werking', opdracht: [`✓ ${CLIENT}: in werking`] };
  const tweede = { ...eerste, opdracht: [`✓ ${CLIENT}, versie 2: in werking`] };
  expect(await zeggen('2027-01-14T22:59:59Z')).toEqual({ ...eerste, berichten: ['gewijzigd 2027-01-15'] });
  expect(await zeggen('2027-01-14T23:00:00Z')).toEqual({ ...tweede, berichten: ['gewijzigd 2027-01-15'] });

  const opzegging = {
    op: '2027-05-02',
    door: 'dov',
    reden: 'brief',
    grond: 'opzegging',
    ontvangen: '2027-02-01',
  } as const;
  await legStopVast(idp.db, CLIENT, opzegging, idp.klok.nu());
  const opgezegd = { ...tweede, pagina: 'opgezegd' };
  expect(await zeggen('2027-03-15T12:00:00Z')).toEqual({ ...opgezegd, berichten: ['opgezegd 2027-05-02'] });
  expect(await zeggen('2027-05-01T21:59:59Z')).toEqual({
    ...opgezegd,
    berichten: ['opgezegd 2027-05-02', 'loopt_af 2027-05-02'],
  });
  expect(await zeggen('2027-05-01T22:00:00Z')).toEqual({
    deur: false,
    pagina: 'geëindigd',
    opdracht: [`✗ ${CLIENT}, versie 2: niet in werking`],
    berichten: ['geëindigd 2027-05-02'],
  });
});

test('a last day of its own, and a stop of an earlier day', async () => {
  await schrijfVolgende(idp, CLIENT, (akte) => {
    akte.looptijd = { artikel: 11, van: '2027-01-15', tot: '2027-06-30' };
  });
  const open = { deur: true, pagina: 'in_werking', opdracht: [`✓ ${CLIENT}, versie 2: in werking`] };
  const dicht = { deur: false, pagina: 'geëindigd', opdracht: [`✗ ${CLIENT}, versie 2: niet in werking`] };
  expect(await zeggen('2027-06-30T21:59:59Z')).toEqual({ ...open, berichten: ['loopt_af 2027-07-01'] });
  expect(await zeggen('2027-06-30T22:00:00Z')).toEqual({ ...dicht, berichten: ['geëindigd 2027-07-01'] });
  const stop = { op: '2027-03-01', door: 'dov', reden: 'inbreuk', grond: 'sanctie' } as const;
  await legStopVast(idp.db, CLIENT, stop, idp.klok.nu());
  expect(await zeggen('2027-02-28T22:59:59Z')).toMatchObject(open);
  expect(await zeggen('2027-02-28T23:00:00Z')).toEqual({ ...dicht, berichten: ['geëindigd 2027-03-01'] });
});
