import { type LookupAddress, lookup } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import * as http from 'node:http';
import * as https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { isPubliek } from './adressen.ts';

/**
 * Sends logout messages. Thousands of messages may go to one application. They share its connections, and
 * each connection goes to an address that was checked.
 */
export function stuurBericht(demo: boolean) {
  const grens = { ...GRENS, verbindingen: new https.Agent({ keepAlive: true, timeout: 10_000 }) };
  return (adres: string, opties: RequestInit): Promise<Response> =>
    haal(demo, adres, { ...opties, signal: AbortSignal.timeout(5_000) }, grens);
}

/**
 * The only way out to an address that a dossier names, for the keys of a client and for logout messages.
 * Redirects are refused. Waiting times and answers are limited. Private addresses can't be reached, except in
 * the demo, whose applications run on loopback.
 */
export async function haal(demo: boolean, adres: string, opties: RequestInit, grens = GRENS): Promise<Response> {
  // The library's own dispatcher checks addresses only after it connected.
  if (demo) return fetch(adres, { ...opties, redirect: 'error', dispatcher: undefined } as unknown as RequestInit);
  const { protocol, hostname } = new URL(adres);
  if (protocol !== 'https:') throw new Error(`${hostname}: enkel https`);
  return haalBuiten(adres, opties, grens);
}

export interface Grens {
  zoek: typeof lookup;
  mag(adres: string): boolean;
  /** Connections that stay open for the next request. Without it, each request makes its own connection. */
  verbindingen?: http.Agent;
}

const GRENS: Grens = { zoek: lookup, mag: isPubliek };
const ZONDER_INHOUD = [204, 205, 304];

/**
 * A name is looked up once, and the connection goes to the address that was checked. So a name that gives
 * another answer the next time gains nothing.
 * docs/keuzes/netwerk.md#a-name-of-a-dossier-is-looked-up-once
 */
export async function haalBuiten(adres: string, opties: RequestInit, grens = GRENS): Promise<Response> {
  const { hostname, protocol } = new URL(adres);
  const kaal = hostname.replace(/^\[|\]$/g, '');
  if (isIP(kaal) && !grens.mag(kaal)) throw nietPubliek(hostname);
  const verzoek = new Request(adres, { ...opties, signal: null });
  const inhoud = Buffer.from(await verzoek.arrayBuffer());
  const bericht = await new Promise<IncomingMessage>((klaar, mislukt) => {
    const uit = (protocol === 'https:' ? https : http).request(adres, {
      method: verzoek.method,
      headers: Object.fromEntries(verzoek.headers),
      lookup: bewaakt(grens),
      agent: grens.verbindingen ?? false,
      ...(opties.signal ? { signal: opties.signal } : {}),
    });
    uit.once('response', klaar).once('error', mislukt).end(inhoud);
  });
  return alsAntwoord(bericht, hostname);
}

function bewaakt({ zoek, mag }: Grens): LookupFunction {
  return (naam, opties, klaar) => {
    zoek(naam, { ...opties, all: true }, (fout, gevonden: LookupAddress[]) => {
      if (fout) return klaar(fout, '', 0);
      const [eerste] = gevonden;
      if (!eerste || !gevonden.every(({ address }) => mag(address))) return klaar(nietPubliek(naam), '', 0);
      if (opties.all) klaar(null, gevonden);
      else klaar(null, eerste.address, eerste.family);
    });
  };
}

function alsAntwoord(bericht: IncomingMessage, hostname: string): Response {
  const status = bericht.statusCode ?? 0;
  if (status >= 300 && status < 400) {
    bericht.destroy();
    throw new Error(`${hostname}: een doorverwijzing wordt niet gevolgd`);
  }
  const koppen = Object.entries(bericht.headersDistinct).flatMap(([naam, waarden = []]) =>
    waarden.map((waarde): [string, string] => [naam, waarde]),
  );
  if (!ZONDER_INHOUD.includes(status)) {
    return new Response(Readable.toWeb(bericht) as ReadableStream, { status, headers: koppen });
  }
  bericht.resume();
  return new Response(null, { status, headers: koppen });
}

function nietPubliek(hostname: string): Error {
  return new Error(`${hostname}: geen publiek adres`);
}
