import { isDeepStrictEqual } from 'node:util';
import type { Protocol } from '../schema/schema.ts';
import { vergelijkGegevens, vergelijkOntvangers } from './gegevensverschil.ts';
import {
  vergelijkAdvies,
  vergelijkBepalingen,
  vergelijkBeveiliging,
  vergelijkDoel,
  vergelijkDoelgroep,
  vergelijkPlichten,
  vergelijkPublicatie,
  vergelijkRechtsgrond,
  vergelijkStromen,
  vergelijkTekst,
  vergelijkToepassingen,
  vergelijkVoorwaarden,
} from './tekstverschil.ts';
import {
  vergelijkBewaring,
  vergelijkEinde,
  vergelijkLooptijd,
  vergelijkMededeling,
  vergelijkOpzegging,
  vergelijkPartijen,
  vergelijkSanctie,
} from './termijnverschil.ts';
import { type Deelverschil, volzin, type Wijziging } from './wijziging.ts';

interface Aktedeel {
  naam: string;
  /** Whether it changes what happens with data of pupils. */
  voorLeerlingen?: boolean;
  /** Says what is different. Without it, or where it finds nothing to tell, we say that the part was rewritten. */
  vergelijk?(oud: Protocol, nieuw: Protocol): Deelverschil[];
  /** What it does not find is told with another part: the one reason for all data stands with each datum too. */
  isVolledig?: boolean;
}

/** Each part of an act, in the order in which a reader hears of it. */
const DELEN = {
  gegevens: { naam: 'de gegevens', voorLeerlingen: true, isVolledig: true, vergelijk: vergelijkGegevens },
  reden_voor_alle: {
    naam: 'de reden voor alle gegevens',
    voorLeerlingen: true,
    vergelijk: vergelijkTekst('De reden voor alle gegevens samen', 'reden_voor_alle'),
  },
  ontvangers: { naam: 'de ontvangers', voorLeerlingen: true, vergelijk: vergelijkOntvangers },
  bewaring: { naam: 'de bewaring', voorLeerlingen: true, vergelijk: vergelijkBewaring },
  doel: { naam: 'het doel', voorLeerlingen: true, vergelijk: vergelijkDoel },
  doelgroep: { naam: 'de doelgroep', voorLeerlingen: true, vergelijk: vergelijkDoelgroep },
  voorwaarden: { naam: 'de voorwaarden', voorLeerlingen: true, vergelijk: vergelijkVoorwaarden },
  mededeling: { naam: 'de mededeling', voorLeerlingen: true, vergelijk: vergelijkMededeling },
  toepassingen: { naam: 'de toepassingen', voorLeerlingen: true, vergelijk: vergelijkToepassingen },
  partijen: { naam: 'de partijen', vergelijk: vergelijkPartijen },
  rechtsgrond: { naam: 'de rechtsgrond', vergelijk: vergelijkRechtsgrond },
  looptijd: { naam: 'de looptijd', vergelijk: vergelijkLooptijd },
  opzegging: { naam: 'de opzegging', vergelijk: vergelijkOpzegging },
  sanctie: { naam: 'het stoppen na een inbreuk', vergelijk: vergelijkSanctie },
  einde: { naam: 'het einde', vergelijk: vergelijkEinde },
  beveiliging: { naam: 'de beveiliging', vergelijk: vergelijkBeveiliging },
  meldingsplicht: { naam: 'de meldingsplicht', vergelijk: vergelijkPlichten },
  vtc_advies: { naam: 'het advies van de Vlaamse Toezichtcommissie', vergelijk: vergelijkAdvies },
  transparantie: { naam: 'de bekendmaking', vergelijk: vergelijkPublicatie },
  gegevensstromen: { naam: 'de stromen van gegevens', vergelijk: vergelijkStromen },
  overwegingen: { naam: 'de overwegingen', vergelijk: vergelijkBepalingen },
  protocol: { naam: 'de naam van het protocol' },
  titel: { naam: 'de titel', vergelijk: vergelijkTekst('De titel', 'titel') },
  omschrijving: { naam: 'de omschrijving', vergelijk: vergelijkTekst('De omschrijving', 'omschrijving') },
  onderwerp: { naam: 'het onderwerp' },
  kwaliteit: { naam: 'de kwaliteit van de gegevens' },
  pakketten: { naam: 'de administratieve pakketten' },
  onderzoek: { naam: 'het onderzoek' },
  dpia: { naam: 'de effectbeoordeling' },
  afwijkingen: { naam: 'de afwijkingen' },
  voorblad: { naam: 'de dag op het voorblad' },
  opgemaakt: { naam: 'de dag van opmaak' },
  recht: { naam: 'het recht en de rechtbank' },
} satisfies Record<keyof Protocol, Aktedeel>;

/** What a new text of an act changes, by its meaning: what pupils notice comes first. Equal texts give nothing. */
export function verschilVan(oud: Protocol, nieuw: Protocol): readonly Wijziging[] {
  return Object.entries(DELEN).flatMap(([veld, deel]: [string, Aktedeel]) =>
    vergelijkDeel(veld as keyof Protocol, deel, oud, nieuw),
  );
}

function vergelijkDeel(
  over: keyof Protocol,
  { naam, voorLeerlingen = false, isVolledig, vergelijk }: Aktedeel,
  oud: Protocol,
  nieuw: Protocol,
): Wijziging[] {
  if (isDeepStrictEqual(oud[over], nieuw[over])) return [];
  const gevonden = vergelijk?.(oud, nieuw) ?? [];
  const verschillen = gevonden.length || isVolledig ? gevonden : [herschreven(naam)];
  const nummer = artikelVan(nieuw[over]) ?? artikelVan(oud[over]);
  const artikel = nummer === undefined ? {} : { artikel: nummer };
  return verschillen.map((een) => ({ over, voorLeerlingen, ...artikel, ...een }));
}

function herschreven(naam: string): Deelverschil {
  return { soort: 'anders', zin: volzin(`De tekst over ${naam} is anders`) };
}

/** Many parts name their article. A list does so in each of its items. */
function artikelVan(deel: unknown): number | undefined {
  const een: unknown = Array.isArray(deel) ? deel[0] : deel;
  if (typeof een !== 'object' || een === null || !('artikel' in een)) return undefined;
  return typeof een.artikel === 'number' ? een.artikel : undefined;
}
