import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { z } from 'zod';
import type { Klok } from '../../klok.ts';
import {
  beoordeelHandtekeningen,
  type GetekendStuk,
  type Handtekeningen,
  handtekeningenschema,
  leesBijlage,
  leesProtocollen,
  onderteken,
  type Partij,
  type Protocollen,
  partijenBij,
  tekstmap,
  uitlegVan,
} from '../../protocol/index.ts';
import { type Omgeving, type Uitkomst, wijzigBestand } from '../../terminal/index.ts';
import {
  type Dossier,
  type DossierOnderProtocol,
  handtekeningbestand,
  leesDossiers,
  legOnderProtocol,
} from '../index.ts';

const priveSleutel = z.looseObject({
  kty: z.enum(['OKP', 'EC']),
  crv: z.enum(['Ed25519', 'P-256']),
  kid: z.string(),
  d: z.string(),
});

/**
 * Adds (or renews) one party's signature over the exact bytes of a sound text.
 * @param versie its number in the folder `versies`; without one, the text in the folder of the act itself
 */
export async function tekenProtocol(
  { klok, configmap, partijenmap }: Omgeving,
  naam: string,
  { partij: partijId, sleutel: sleutelbestand, versie }: { partij: string; sleutel: string; versie?: string },
): Promise<Uitkomst> {
  const { dossiers, partijen } = await leesProtocollen(configmap, partijenmap);
  const dossier = dossiers.find((een) => een.naam === naam && een.versie === versie);
  const wat = versie === undefined ? `protocol "${naam}"` : `versie ${versie} van protocol "${naam}"`;
  if (!dossier?.protocol) return { regels: dossier?.fouten ?? [`${wat} bestaat niet`], goed: false };
  if (dossier.fouten.length) return { regels: dossier.fouten, goed: false };
  if (!dossier.protocol.partijen.some(({ id }) => id === partijId)) {
    return { regels: [`"${partijId}" is geen partij bij dit protocol`], goed: false };
  }
  const map = tekstmap(configmap, naam, versie);
  return teken(klok, {
    naam: versie === undefined ? naam : `${naam}, versie ${versie}`,
    stuk: { soort: 'protocol' },
    bytes: dossier.bytes,
    bestand: join(map, 'handtekeningen.json'),
    partijen: partijenBij(dossier.protocol, partijen),
    partijenmap,
    partijId,
    sleutelbestand,
  });
}

/**
 * Adds (or renews) the signature of the party that a dossier names, when the dossier is sound under its
 * protocol.
 */
export async function tekenDossier(
  { klok, configmap, partijenmap }: Omgeving,
  clientId: string,
  partijId: string,
  sleutelbestand: string,
): Promise<Uitkomst> {
  const { dossiers, fouten } = await leesDossiers(configmap);
  const gevonden = dossiers.find(({ dossier }) => dossier.client_id === clientId);
  const zijn = fouten.filter((fout) => fout.startsWith(`${join(configmap, 'toepassingen', `${clientId}.yaml`)}:`));
  if (!gevonden) return { regels: zijn.length ? zijn : [`toepassing "${clientId}" heeft geen dossier`], goed: false };
  const { bestand, bytes, dossier } = gevonden;
  const protocollen = await leesProtocollen(configmap, partijenmap);
  const onderProtocol = onderEenTekst(dossier, protocollen);
  if (typeof onderProtocol === 'string') return { regels: [`${bestand}: ${onderProtocol}`], goed: false };
  if (partijId !== dossier.partij) {
    return {
      regels: [`"${partijId}" kan dit dossier niet tekenen: het is dat van partij "${dossier.partij}"`],
      goed: false,
    };
  }
  return teken(klok, {
    naam: clientId,
    stuk: { soort: 'dossier', client_id: clientId },
    bytes,
    bestand: handtekeningbestand(bestand, clientId),
    partijen: partijenBij(onderProtocol.protocol, protocollen.partijen),
    partijenmap,
    partijId,
    sleutelbestand,
  });
}

/** A dossier may be for the text of today, or for one that waits. */
function onderEenTekst(dossier: Dossier, protocollen: Protocollen): DossierOnderProtocol | string {
  const teksten = protocollen.dossiers.filter(({ naam }) => naam === dossier.protocol);
  const onder = teksten.map((tekst) => legOnderProtocol(dossier, protocollen, tekst));
  return onder.find((een) => typeof een !== 'string') ?? onder[0] ?? legOnderProtocol(dossier, protocollen);
}

interface Tekenopdracht {
  naam: string;
  stuk: GetekendStuk;
  bytes: Uint8Array;
  /** The file with the signatures. */
  bestand: string;
  partijen: Partij[];
  /** The folder with the parties' files. */
  partijenmap: string;
  partijId: string;
  sleutelbestand: string;
}

/** Signs, verifies the result, and keeps the signatures of others that still hold. */
async function teken(klok: Klok, wat: Tekenopdracht): Promise<Uitkomst> {
  const { naam, stuk, bytes, bestand, partijen, partijId } = wat;
  const sleutel = await leesPriveSleutel(wat.sleutelbestand);
  if (!sleutel) {
    return { regels: [`${wat.sleutelbestand}: geen privésleutel (JWK) die hier getekend kan hebben`], goed: false };
  }
  const nieuw = await onderteken(bytes, sleutel, klok.nu(), stuk);
  const [oordeel] = await beoordeelHandtekeningen(bytes, { signatures: [nieuw] }, partijen, stuk);
  if (oordeel?.geldig === false && oordeel.reden === 'gedeelde_sleutel')
    return { regels: [uitlegVan(oordeel)], goed: false };
  if (!oordeel?.geldig || oordeel.partij !== partijId) {
    return { regels: [`deze sleutel hoort niet bij "${partijId}" in ${wat.partijenmap}`], goed: false };
  }
  await wijzigBestand(bestand, async () => {
    const signatures = [...(await vanAnderen(wat)), nieuw];
    return `${JSON.stringify({ signatures } satisfies Handtekeningen, null, 2)}\n`;
  });
  return { regels: [`${naam}: ondertekend door ${partijId}`], goed: true };
}

async function vanAnderen({ stuk, bytes, bestand, partijen, partijId }: Tekenopdracht) {
  const { waarde: eerder = { signatures: [] } } = await leesBijlage(handtekeningenschema, bestand);
  const oordelen = await beoordeelHandtekeningen(bytes, eerder, partijen, stuk);
  return eerder.signatures.filter((_, plaats) => {
    const ander = oordelen[plaats];
    return ander?.geldig && ander.partij !== partijId;
  });
}

/**
 * Never quotes the file, because its content is secret.
 * @throws the system's own error when the file can't be read
 */
async function leesPriveSleutel(bestand: string): Promise<JWK | undefined> {
  const tekst = await readFile(bestand, 'utf8');
  try {
    return priveSleutel.parse(JSON.parse(tekst)) as JWK;
  } catch {
    return undefined;
  }
}
