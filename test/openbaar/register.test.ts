import { createPublicKey, verify } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { JWK } from 'jose';
import supertest from 'supertest';
import { z } from 'zod';
import { CATALOGUS, hashVan, leesProtocol } from '../../src/protocol/index.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { protocolbytes } from '../opzet/stukken/voorbeeldprotocol.ts';

/** The public register of a server with the five acts, one draft, and one act with a signature under other bytes. */

const AKTEN = ['archief-voor-onderwijs', 'klasinformatie', 'smartschool', 'vlaamse-toetsen', 'zieke-kinderen'];

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp(async (configmap) => {
    const map = (naam: string) => join(configmap, 'protocollen', naam);
    for (const naam of ['ontwerp', 'vervalst']) {
      await mkdir(map(naam));
      await writeFile(join(map(naam), 'protocol.yaml'), protocolbytes(undefined, naam));
    }
    const getekend = await readFile(join(map('smartschool'), 'handtekeningen.json'));
    await writeFile(join(map('vervalst'), 'handtekeningen.json'), getekend);
  });
});
afterAll(() => idp.stop());

const haal = (pad: string) => supertest(idp.issuer).get(pad);

/** The text that a visitor reads, without markup. */
const leesbaar = (html: string) =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');

async function akte(naam: string) {
  const bytes = await readFile(join(idp.configmap, 'protocollen', naam, 'protocol.yaml'));
  const { waarde } = leesProtocol(naam, bytes);
  if (!waarde) throw new Error(`${naam} is geen akte`);
  return { akte: waarde, bytes, hash: hashVan(bytes) };
}

/** Reads a body as it came. */
const alsBytes: Parameters<supertest.Test['parse']>[0] = (res, klaar) => {
  const stukken: Buffer[] = [];
  res.on('data', (stuk: Buffer) => stukken.push(stuk));
  res.on('end', () => klaar(null, Buffer.concat(stukken)));
};
const alsJson: typeof alsBytes = (res, klaar) => alsBytes(res, (fout, bytes) => klaar(fout, JSON.parse(String(bytes))));

/** By another library than the one that signed. */
async function klopt(bytes: Buffer, beschermd: string, signature: string, jwk: object): Promise<boolean> {
  const sleutel = createPublicKey({ key: jwk as JWK, format: 'jwk' });
  const getekend = Buffer.from(`${beschermd}.${bytes.toString('base64url')}`);
  return verify(null, getekend, sleutel, Buffer.from(signature, 'base64url'));
}

describe('what is published', () => {
  test('each act that its parties signed, and neither a draft nor a text under somebody’s other signature', async () => {
    const { protocollen } = (await haal('/protocollen.json')).body;
    expect(protocollen.map(({ naam }: { naam: string }) => naam).toSorted()).toEqual(AKTEN);
    const { text } = await haal('/protocollen');
    for (const naam of AKTEN) expect(text).toContain(`href="/protocollen/${naam}"`);
    for (const naam of ['ontwerp', 'vervalst', 'onbekend']) {
      expect(text).not.toContain(naam);
      for (const pad of [`/protocollen/${naam}`, `/protocollen/${naam}.json`])
        expect((await haal(pad)).status).toBe(404);
    }
  });

  test.each(AKTEN)(
    '%s: parties, each datum with its reason and who gets it, terms, grounds, measures, statements',
    async (naam) => {
      const { akte: afspraak } = await akte(naam);
      const { status, text } = await haal(`/protocollen/${naam}`);
      expect(status).toBe(200);
      const tekst = leesbaar(text).toLowerCase();
      const staat = (...teksten: (string | undefined)[]) => {
        for (const een of teksten) if (een) expect(tekst).toContain(een.replaceAll(/\s+/g, ' ').toLowerCase());
      };
      staat(afspraak.titel, afspraak.omschrijving, afspraak.rechtsgrond.toelichting, afspraak.kwaliteit.melding);
      for (const { naam: wie, kbo, vertegenwoordigd_door } of afspraak.partijen) staat(wie, kbo, vertegenwoordigd_door);
      for (const { code, wat, reden } of afspraak.gegevens) staat(CATALOGUS[code]?.naam, wat, reden);
      for (const { omschrijving } of afspraak.ontvangers.categorieen) staat(omschrijving);
      for (const { bij, vanaf } of afspraak.bewaring) staat(bij, vanaf);
      for (const { maatregel, hier } of afspraak.beveiliging.maatregelen) staat(maatregel, hier);
      for (const { plicht } of afspraak.meldingsplicht.plichten) staat(plicht);
      for (const { van, naar, wat } of afspraak.gegevensstromen) staat(van, naar, wat);
      staat(
        ...afspraak.doel.verstrekker,
        ...afspraak.doel.ontvanger,
        afspraak.sanctie.aanleiding,
        afspraak.opzegging.wijze,
      );
      staat(afspraak.vtc_advies?.standpunt, afspraak.vtc_advies?.antwoord, afspraak.dpia?.tekst);
      for (const { waar, adres } of afspraak.transparantie.publicatie) {
        staat(waar);
        if (adres) expect(text).toContain(`href="${adres}"`);
      }
    },
  );

  test('an application with its party, what it receives, its protocol, and whether it is open today', async () => {
    const { text } = await haal('/toepassingen');
    const { toepassingen } = (await haal('/toepassingen.json')).body;
    expect(toepassingen).toMatchObject([
      { client_id: 'archief-voor-onderwijs', vandaag: 'open' },
      { client_id: 'smartschool', partij: 'smartbit', protocol: 'smartschool', vandaag: 'open' },
      { client_id: 'toetsplatform', ontvanger: 'leverancier-toetsplatform', vensters: [{ naam: 'demoronde' }] },
    ]);
    for (const { naam, protocol } of toepassingen) {
      expect(text).toContain(naam);
      expect(text).toContain(`href="/protocollen/${protocol}"`);
    }
  });

  test('the bytes of each text that was in force, with signatures that verify by the key beside them', async () => {
    const { versies, versie } = (await haal('/protocollen/smartschool.json')).body;
    const { bytes, hash } = await akte('smartschool');
    expect(versies).toMatchObject([{ hash, fase: 'in_werking', van: '2023-05-23' }]);
    expect(versie).toBe(hash);
    const yaml = await haal(new URL(versies[0].bestand.yaml).pathname).buffer(true).parse(alsBytes);
    expect(hashVan(yaml.body)).toBe(hash);
    expect(yaml.body.equals(bytes)).toBe(true);
    expect(yaml.headers['cache-control']).toContain('immutable');
    const { signatures } = (await haal(new URL(versies[0].bestand.jws).pathname).parse(alsJson)).body;
    expect(signatures).toHaveLength(2);
    for (const { protected: beschermd, signature, header } of signatures)
      expect(await klopt(bytes, beschermd, signature, header.jwk)).toBe(true);
    const { text } = await haal(new URL(versies[0].adres).pathname);
    expect(text).toContain(hash);
  });
});

describe('for machines', () => {
  test('each JSON document fits the schema that it names, and the schema describes nothing loosely', async () => {
    for (const pad of [
      '/protocollen.json',
      '/toepassingen.json',
      ...AKTEN.map((naam) => `/protocollen/${naam}.json`),
    ]) {
      const { body } = await haal(pad);
      const { body: schema, headers } = await haal(new URL(body.$schema).pathname).parse(alsJson);
      expect(headers['content-type']).toBe('application/schema+json');
      expect(schema).toMatchObject({ $id: body.$schema, additionalProperties: false });
      expect(z.fromJSONSchema(schema).safeParse(body).error).toBeUndefined();
      expect(z.fromJSONSchema(schema).safeParse({ ...body, verzinsel: 1 }).success).toBe(false);
    }
  });

  test('nothing of anybody’s file system, secrets or internal reasons is in them', async () => {
    const { text } = await haal('/toepassingen.json');
    expect(text).not.toMatch(/secret|redirect|jwks|callback|config/i);
  });

  test('robots may read the register and nothing else', async () => {
    const { text, type } = await haal('/robots.txt');
    expect(type).toBe('text/plain');
    expect(text).toContain('Allow: /protocollen\n');
    expect(text).toContain('Disallow: /\n');
  });
});
