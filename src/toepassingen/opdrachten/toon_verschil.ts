import {
  type Levensloop,
  leesProtocollen,
  type Protocol,
  type Versiestand,
  verschilVan,
  type Wijziging,
} from '../../protocol/index.ts';
import type { Omgeving, Uitkomst } from '../../terminal/index.ts';
import { levenslopenOp } from '../index.ts';
import { leesBekend } from './bekend.ts';

export interface Verschilvraag {
  /** A number in the folder `versies`, or the beginning of a hash. Default: the text of today. */
  van?: string;
  /** Default: the text that comes next; without one, the text of today against the one before. */
  naar?: string;
  json: boolean;
}

interface Gekozen {
  naam: string;
  protocol: Protocol;
}

/** What one text of an act changes against another one, in plain Dutch: what pupils notice comes first. */
export async function toonVerschil(omgeving: Omgeving, naam: string, vraag: Verschilvraag): Promise<Uitkomst> {
  const { klok, configmap, partijenmap } = omgeving;
  const { stops, bewaard, regels } = await leesBekend();
  const protocollen = await leesProtocollen(configmap, partijenmap);
  const loop = levenslopenOp({ protocollen, bewaard, stops }, klok.vandaag()).get(naam);
  if (!loop?.versies.length) return { regels: [`protocol "${naam}" bestaat niet, of is niet te lezen`], goed: false };
  const hashVanNummer = new Map(
    protocollen.dossiers.flatMap((een) => (een.naam === naam && een.versie ? [[een.versie, een.hash] as const] : [])),
  );
  const zoek = (wat: string) =>
    loop.versies.filter(({ hash }) => hash === hashVanNummer.get(wat) || (wat.length > 5 && hash.startsWith(wat)));
  const paar = kiesPaar(loop, vraag, zoek);
  if (typeof paar === 'string') return { regels: [`${naam}: ${paar}`, ...regels], goed: false };
  const [van, naar] = paar;
  const wijzigingen = verschilVan(van.protocol, naar.protocol);
  if (vraag.json)
    return {
      regels: [JSON.stringify({ protocol: naam, van: van.naam, naar: naar.naam, wijzigingen }, null, 2)],
      goed: true,
    };
  return { regels: [`${naam}: van ${van.naam} naar ${naar.naam}`, ...beschrijf(wijzigingen), ...regels], goed: true };
}

function kiesPaar(
  loop: Levensloop,
  { van, naar }: Verschilvraag,
  zoek: (wat: string) => Versiestand[],
): [Gekozen, Gekozen] | string {
  for (const wat of [van, naar].flatMap((een) => een ?? [])) {
    const gevonden = zoek(wat).length;
    if (gevonden !== 1) return gevonden ? `"${wat}" past op meer dan één tekst` : `tekst "${wat}" bestaat niet`;
  }
  const plaats = loop.versies.findIndex(({ hash }) => hash === loop.tekst?.hash);
  const volgende = loop.versies.slice(plaats + 1).find(({ fase }) => fase === 'getekend' || fase === 'ontwerp');
  const [oud, nieuw] = volgende ? [loop.tekst, volgende] : [loop.versies[plaats - 1], loop.tekst];
  const [een, ander] = [van === undefined ? oud : zoek(van)[0], naar === undefined ? nieuw : zoek(naar)[0]];
  if (!een || !ander) return 'er is maar één tekst: er is niets om mee te vergelijken';
  return [alsGekozen(een), alsGekozen(ander)];
}

function alsGekozen({ hash, protocol }: Versiestand): Gekozen {
  return { naam: hash, protocol };
}

function beschrijf(wijzigingen: readonly Wijziging[]): string[] {
  if (wijzigingen.length === 0) return ['Er verandert niets.'];
  const [leerlingen, rest] = [true, false].map((voor) => wijzigingen.filter((een) => een.voorLeerlingen === voor));
  return [...deel('Voor leerlingen verandert er:', leerlingen ?? []), ...deel('Verder verandert er:', rest ?? [])];
}

function deel(kop: string, wijzigingen: readonly Wijziging[]): string[] {
  if (wijzigingen.length === 0) return [];
  return [kop, ...wijzigingen.map(({ zin, artikel }) => `  - ${zin}${artikel ? ` (art. ${artikel})` : ''}`)];
}
