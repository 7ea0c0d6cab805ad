import {
  dagInWoorden,
  eindeInWoorden,
  geldigheidOp,
  type Levensloop,
  leesProtocollen,
  type Protocoldossier,
  type Versiestand,
} from '../../protocol/index.ts';
import type { Omgeving, Uitkomst } from '../../terminal/index.ts';
import { leesToepassingen, levenslopenOp } from '../index.ts';
import { leesBekend } from './bekend.ts';
import { faseInWoorden, levensregels } from './levensregels.ts';
import { beschrijfProtocol } from './protocolbeschrijving.ts';
import { tekenregel } from './tekenregel.ts';

/** Says of each protocol whether it is in force today, under which text, and which applications work under it. */
export async function controleer({ klok, configmap, partijenmap }: Omgeving, naam?: string): Promise<Uitkomst> {
  const bekend = await leesBekend();
  const { stops, bewaard } = bekend;
  const vandaag = klok.vandaag();
  const { alle, protocollen, fouten } = await leesToepassingen(configmap, stops, partijenmap, { vandaag, bewaard });
  const gekozen = protocollen.dossiers.filter((dossier) => naam === undefined || dossier.naam === naam);
  if (naam !== undefined && gekozen.length === 0) throw new Error(onbekend(naam, protocollen.dossiers));
  const lopen = levenslopenOp({ protocollen, bewaard, stops }, vandaag);
  const uitkomsten = gekozen.map((dossier) => {
    const loop = lopen.get(dossier.naam);
    const stand = loop?.versies.find(({ hash }) => hash === dossier.hash);
    const clients = [...alle.values()].filter(({ protocolHash }) => protocolHash === dossier.hash);
    const { in_werking } = stand?.geldigheid ?? geldigheidOp(dossier, protocollen.partijen, vandaag);
    const vertelt = gekozen.some(({ hash }) => hash === loop?.tekst?.hash);
    const wacht = vertelt && isBijzaak(stand, loop);
    return {
      goed: in_werking || wacht,
      regels: [
        wacht ? `    ${naamVan(dossier)}: ${faseInWoorden(stand)}` : oordeelregel(dossier, stand),
        ...dossier.fouten.map((fout) => `    ${fout}`),
        ...(dossier.stopzetting ? [`    ${stopregel(dossier.stopzetting)}`] : []),
        ...(loop && stand === loop.tekst ? levensregels(loop) : []),
        ...dossier.oordelen.map((oordeel) =>
          oordeel.geldig
            ? tekenregel(oordeel)
            : `    handtekening ongeldig: ${oordeel.reden} (sleutel ${oordeel.kid ?? 'onbekend'})`,
        ),
        `    sha-256 ${dossier.hash}`,
        `    toepassingen: ${clients.map(({ dossier: { client_id } }) => client_id).join(', ') || 'geen'}`,
      ],
    };
  });
  const overige = naam === undefined ? fouten : protocollen.fouten;
  return {
    regels: [...uitkomsten.flatMap(({ regels }) => regels), ...overige.map((fout) => `✗ ${fout}`), ...bekend.regels],
    goed: bekend.goed && uitkomsten.every(({ goed }) => goed) && overige.length === 0,
  };
}

/** The protocol in plain language: what a pupil's parent or a DPO would ask. */
export async function toon(
  { klok, configmap, partijenmap }: Omgeving,
  naam: string,
  versie?: string,
): Promise<Uitkomst> {
  const { stops, bewaard, regels: vooraf } = await leesBekend();
  const protocollen = await leesProtocollen(configmap, partijenmap);
  const teksten = protocollen.dossiers.filter((een) => een.naam === naam);
  if (teksten.length === 0) throw new Error(onbekend(naam, protocollen.dossiers));
  const loop = levenslopenOp({ protocollen, bewaard, stops }, klok.vandaag()).get(naam);
  const dossier =
    versie === undefined
      ? (teksten.find(({ hash }) => hash === loop?.tekst?.hash) ?? teksten[0])
      : teksten.find((een) => een.versie === versie);
  if (!dossier) return { regels: [`protocol "${naam}" heeft geen versie ${versie}`], goed: false };
  if (!dossier.protocol) return { regels: dossier.fouten, goed: false };
  const stand = loop?.versies.find(({ hash }) => hash === dossier.hash);
  return {
    regels: [
      `Stand: ${faseInWoorden(stand)}`,
      ...(loop ? levensregels(loop) : []),
      '',
      ...beschrijfProtocol(dossier.protocol),
      ...vooraf,
    ],
    goed: true,
  };
}

/** A text beside the one that tells about the act: a draft, one that waits, or one that was replaced. */
function isBijzaak(stand: Versiestand | undefined, loop: Levensloop | undefined): boolean {
  return stand !== undefined && stand !== loop?.tekst && stand.fase !== 'gesloten';
}

function oordeelregel(dossier: Protocoldossier, stand: Versiestand | undefined): string {
  const geldigheid = stand?.geldigheid;
  if (geldigheid?.in_werking) return `✓ ${naamVan(dossier)}: in werking`;
  const reden = geldigheid?.reden ?? 'bestand_ongeldig';
  const uitleg = geldigheid && !dossier.fouten.length ? `: ${geldigheid.uitleg}` : '';
  return `✗ ${naamVan(dossier)}: niet in werking (${reden})${uitleg}`;
}

function stopregel(stop: NonNullable<Protocoldossier['stopzetting']>): string {
  return `${eindeInWoorden(stop)} door ${stop.door}, vanaf ${dagInWoorden(stop.op)}`;
}

function naamVan({ naam, versie }: Protocoldossier): string {
  return versie === undefined ? naam : `${naam}, versie ${versie}`;
}

function onbekend(naam: string, dossiers: Protocoldossier[]): string {
  const namen = new Set(dossiers.map((dossier) => dossier.naam));
  return `protocol "${naam}" bestaat niet; bekend zijn: ${[...namen].join(', ')}`;
}
