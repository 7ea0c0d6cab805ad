import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { clientId, leesPartijen, leesProtocollen, tekstmap } from '../../protocol/index.ts';
import { maakBestand, type Omgeving, type Uitkomst } from '../../terminal/index.ts';
import { levenslopenOp } from '../index.ts';
import { type Dossierkeuze, dossiersjabloon } from '../sjablonen/dossiersjabloon.ts';
import { partijsjabloon } from '../sjablonen/partijsjabloon.ts';
import { type Partijregel, protocolsjabloon } from '../sjablonen/protocolsjabloon.ts';
import { leesBekend } from './bekend.ts';

/**
 * New files to start from. Each explains its fields. It stays closed until what must be filled in is filled
 * in.
 */

type Configplaats = Pick<Omgeving, 'configmap' | 'partijenmap'>;

const NAAM = /^[a-z][a-z0-9-]{1,40}$/;

export async function nieuwePartij(plaats: Configplaats, partij: string): Promise<Uitkomst> {
  if (!NAAM.test(partij)) return geenNaam(partij);
  return maak(plaats, join(plaats.partijenmap, `${partij}.yaml`), partijsjabloon(partij));
}

export interface Protocolpartijen {
  verstrekker: string;
  ontvanger: string;
}

export async function nieuwProtocol(plaats: Configplaats, naam: string, rollen: Protocolpartijen): Promise<Uitkomst> {
  const fout = [naam, rollen.verstrekker, rollen.ontvanger].find((een) => !NAAM.test(een));
  if (fout !== undefined) return geenNaam(fout);
  await maakMappen(plaats);
  const { partijen } = await leesPartijen(plaats.partijenmap);
  const regel = (id: string): Partijregel => {
    const {
      naam = 'INVULLEN',
      kbo = 'INVULLEN',
      vestigingseenheid = 'INVULLEN',
    } = partijen.find(({ partij }) => partij === id) ?? {};
    return { id, naam, kbo, vestigingseenheid };
  };
  const sjabloon = protocolsjabloon({
    naam,
    verstrekker: regel(rollen.verstrekker),
    ontvanger: regel(rollen.ontvanger),
  });
  return maak(plaats, join(plaats.configmap, 'protocollen', naam, 'protocol.yaml'), sjabloon);
}

/**
 * A copy of the text of today, as the next version. The stamps of the old signatures are left out: they would date
 * the new text back. Who signed the old text signs this one.
 */
export async function nieuweVersie({ klok, configmap, partijenmap }: Omgeving, naam: string): Promise<Uitkomst> {
  const protocollen = await leesProtocollen(configmap, partijenmap);
  const teksten = protocollen.dossiers.filter((een) => een.naam === naam);
  const { bewaard, stops } = await leesBekend();
  const loop = levenslopenOp({ protocollen, bewaard, stops }, klok.vandaag()).get(naam);
  const nu = teksten.find(({ hash }) => hash === loop?.tekst?.hash);
  if (!nu) return { regels: [`protocol "${naam}" heeft hier geen tekst om van te vertrekken`], goed: false };
  if (loop?.isVoorbij)
    return { regels: [`${naam}: is geëindigd; wie verder wil, tekent een protocol met een andere naam`], goed: false };
  const nummer = String(Math.max(1, ...teksten.map(({ versie }) => Number(versie ?? 1))) + 1);
  const bestand = join(tekstmap(configmap, naam, nummer), 'protocol.yaml');
  const tekst = Buffer.from(nu.bytes)
    .toString()
    .replaceAll(/^[ -]*getekend_op:.*\n/gm, '');
  await maakBestand(bestand, tekst);
  return {
    regels: [
      `${bestand}: gemaakt, gelijk aan de tekst van vandaag`,
      'Wijzig wat verandert, ook looptijd.van (de eerste dag) en de adviezen. Daarna:',
      `  leerid protocol verschil ${naam} --naar ${nummer}`,
      `  leerid protocol onderteken ${naam} --versie ${nummer} --partij <partij> --sleutel <bestand>`,
    ],
    goed: true,
  };
}

export async function nieuweToepassing(plaats: Configplaats, keuze: Dossierkeuze): Promise<Uitkomst> {
  const { error } = clientId.safeParse(keuze.clientId);
  if (error) return { regels: [`"${keuze.clientId}": ${error.issues[0]?.message}`], goed: false };
  if (!NAAM.test(keuze.protocol)) return geenNaam(keuze.protocol);
  return maak(plaats, join(plaats.configmap, 'toepassingen', `${keuze.clientId}.yaml`), dossiersjabloon(keuze));
}

function geenNaam(naam: string): Uitkomst {
  return {
    regels: [`"${naam}": een naam begint met een kleine letter; dan letters, cijfers en koppeltekens`],
    goed: false,
  };
}

async function maak(plaats: Configplaats, bestand: string, inhoud: string): Promise<Uitkomst> {
  await maakMappen(plaats);
  await maakBestand(bestand, inhoud);
  return { regels: [`${bestand}: gemaakt; vul in wat INVULLEN zegt`], goed: true };
}

/** LeerID does not start unless all three folders exist. */
async function maakMappen({ configmap, partijenmap }: Configplaats): Promise<void> {
  const mappen = [partijenmap, join(configmap, 'protocollen'), join(configmap, 'toepassingen')];
  for (const map of mappen) await mkdir(map, { recursive: true });
}
