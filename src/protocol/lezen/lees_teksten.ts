import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import {
  beoordeelHandtekeningen,
  type Handtekeningen,
  type Handtekeningoordeel,
  handtekeningenschema,
} from '../ondertekening/handtekening.ts';
import type { Partij } from '../ondertekening/partij.ts';
import { partijenBij } from '../ondertekening/partijen.ts';
import type { Protocol } from '../schema/schema.ts';
import { keurStops } from '../stopbevoegdheid.ts';
import type { Stopzetting } from '../stopzetting.ts';
import { leesBestand, leesNamen } from './bestand.ts';
import { hashVan, leesProtocol, leesYaml } from './lees_protocol.ts';
import { leesStop, MEESTE_BESTANDEN, STOP, type Stopbericht } from './stopbestand.ts';

/**
 * One text of an act, read and verified. Whether it is in force depends on the day and on the other texts of the
 * act: see `geldigheidOp` and `levensloop`.
 */
export interface Protocoldossier {
  /** The name of the act: its folder in `config/protocollen`. */
  naam: string;
  /** The number of a text in the folder `versies`. Undefined for the text in the folder of the act itself. */
  versie: string | undefined;
  /** The bytes that were read, which a party signs. The file itself may change a moment later. */
  bytes: Uint8Array;
  hash: string;
  protocol: Protocol | undefined;
  fouten: string[];
  handtekeningen: Handtekeningen;
  oordelen: Handtekeningoordeel[];
  stopzetting: Stopzetting | undefined;
}

const PROTOCOL = 'protocol.yaml';
const HANDTEKENINGEN = 'handtekeningen.json';
const VERSIES = 'versies';
const NUMMER = /^[1-9]\d{0,3}$/;

/** Whether a file in the folder of an act is read at all. */
export function hoortBijProtocol(naam: string): boolean {
  return hoortBijTekst(naam) || STOP.test(naam);
}

/** Whether a file beside a text of an act is read at all. */
export function hoortBijTekst(naam: string): boolean {
  return naam === PROTOCOL || naam === HANDTEKENINGEN;
}

/** Where a text of an act stands. */
export function tekstmap(configmap: string, naam: string, versie: string | undefined): string {
  const akte = join(configmap, 'protocollen', naam);
  return versie === undefined ? akte : join(akte, VERSIES, versie);
}

/**
 * The versions beside the text in the folder of an act, by number. Hidden entries are an editor's or a system's.
 * @throws Error when the folder with the versions is there and can't be listed
 */
export async function leesVersienummers(akte: string): Promise<string[]> {
  const namen = await leesNamen(join(akte, VERSIES), MEESTE_BESTANDEN).catch((fout: NodeJS.ErrnoException) => {
    if (fout.code === 'ENOENT') return [];
    throw fout;
  });
  return namen.filter((naam) => !naam.startsWith('.')).toSorted((een, ander) => Number(een) - Number(ander));
}

/**
 * Each text of one act. A file that can't be read closes its own text only, and what can't be listed closes the
 * act.
 * @param map folder with the acts
 */
export async function leesTeksten(map: string, naam: string, partijen: Partij[]): Promise<Protocoldossier[]> {
  const akte = join(map, naam);
  try {
    const bericht = await leesStop(akte);
    const nummers = await leesVersienummers(akte);
    const heeftEigen = nummers.length === 0 || (await bestaat(join(akte, PROTOCOL)));
    const plaatsen = [...(heeftEigen ? [undefined] : []), ...nummers];
    return await Array.fromAsync(plaatsen, (versie) => probeerTekst({ akte, naam, versie, bericht, partijen }));
  } catch (fout) {
    return [legeTekst(naam, undefined, `${akte}: ${(fout as Error).message}`)];
  }
}

interface Tekstplaats {
  akte: string;
  naam: string;
  versie: string | undefined;
  /** What the folder of the act says about stops. A stop is of the act, so it is held against each text. */
  bericht: Stopbericht;
  partijen: Partij[];
}

async function probeerTekst(plaats: Tekstplaats): Promise<Protocoldossier> {
  const { akte, naam, versie } = plaats;
  const map = versie === undefined ? akte : join(akte, VERSIES, versie);
  if (versie !== undefined && !NUMMER.test(versie))
    return legeTekst(naam, versie, `${map}: een versie heeft een nummer als naam, zoals 2`);
  try {
    return await leesTekst(map, plaats);
  } catch (fout) {
    return legeTekst(naam, versie, `${map}: ${(fout as Error).message}`);
  }
}

async function leesTekst(map: string, { naam, versie, bericht, partijen }: Tekstplaats): Promise<Protocoldossier> {
  const bestand = join(map, PROTOCOL);
  const bytes = await leesAlsAanwezig(bestand);
  if (!bytes) return legeTekst(naam, versie, `${bestand}: bestaat niet`);
  const gelezen = leesProtocol(bestand, bytes);
  const handtekeningen = await leesBijlage(handtekeningenschema, join(map, HANDTEKENINGEN));
  const stop = gelezen.waarde ? keurStops(gelezen.waarde, bericht) : { stopzetting: undefined, ...bericht };
  const naamfout =
    gelezen.waarde && gelezen.waarde.protocol !== naam
      ? [`${bestand}: protocol heet "${gelezen.waarde.protocol}" maar de map "${naam}"`]
      : [];
  const getekend: Handtekeningen = handtekeningen.waarde ?? { signatures: [] };
  return {
    naam,
    versie,
    bytes,
    hash: hashVan(bytes),
    protocol: gelezen.waarde,
    fouten: [...gelezen.fouten, ...naamfout, ...handtekeningen.fouten, ...stop.fouten],
    handtekeningen: getekend,
    oordelen: await beoordeelHandtekeningen(bytes, getekend, partijenBij(gelezen.waarde, partijen)),
    stopzetting: stop.stopzetting,
  };
}

function legeTekst(naam: string, versie: string | undefined, fout: string): Protocoldossier {
  return {
    naam,
    versie,
    bytes: new Uint8Array(),
    hash: '',
    protocol: undefined,
    fouten: [fout],
    handtekeningen: { signatures: [] },
    oordelen: [],
    stopzetting: undefined,
  };
}

async function bestaat(pad: string): Promise<boolean> {
  return stat(pad).then(
    () => true,
    (fout: NodeJS.ErrnoException) => fout.code !== 'ENOENT',
  );
}

/** A file that may be absent, but not broken. */
export async function leesBijlage<S extends z.ZodType>(schema: S, bestand: string) {
  const bytes = await leesAlsAanwezig(bestand);
  return bytes ? leesYaml(schema, bestand, bytes) : { waarde: undefined, fouten: [] };
}

async function leesAlsAanwezig(bestand: string): Promise<Uint8Array | undefined> {
  try {
    return await leesBestand(bestand);
  } catch (fout) {
    if ((fout as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fout;
  }
}
