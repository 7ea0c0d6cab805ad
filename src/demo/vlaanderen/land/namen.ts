import { ANDER_SCHRIFT, CULTUREN, type Cultuur } from './namenlijsten.ts';
import { DOEL, kans, kies, kiesGewogen, kiesVoorin, type Toeval } from './toeval.ts';

export interface Naam {
  voornaam: string;
  naam: string;
}

const GEWICHTEN = CULTUREN.map(({ gewicht }) => gewicht);
const SCHRIFTGEWICHTEN = ANDER_SCHRIFT.map(({ gewicht }) => gewicht);

/**
 * Names that registers hold and forms don't expect. Each stays within 200 characters, also with a second name
 * after it.
 */
const VREEMDE_VORMEN: readonly ((een: Naam) => Naam)[] = [
  ({ voornaam }) => ({ voornaam: '-', naam: voornaam }),
  ({ voornaam }) => ({ voornaam, naam: voornaam }),
  ({ voornaam, naam }) => ({ voornaam: voornaam.slice(0, 1), naam }),
  ({ voornaam, naam }) => ({ voornaam, naam: naam.slice(0, 1) }),
  ({ voornaam, naam }) => ({
    voornaam: [voornaam, 'Maria', 'Josephina', 'Wilhelmina', 'Alexandrina', 'Hubertina', 'van de Zeven Smarten'].join(
      ' ',
    ),
    naam: [naam, 'Van Nieuwenhuyzen', 'de Wasseige', 'von und zu Hohenfels', "t'Serstevens", 'Vandenabeele'].join('-'),
  }),
  ({ voornaam, naam }) => ({ voornaam: `${voornaam} "${voornaam.slice(0, 2)}"`, naam }),
  ({ voornaam, naam }) => ({ voornaam, naam: `${naam}; ${naam} jr.` }),
  ({ voornaam, naam }) => ({ voornaam: voornaam.normalize('NFD'), naam: naam.normalize('NFD') }),
  ({ voornaam, naam }) => ({ voornaam: voornaam.toUpperCase(), naam: naam.toUpperCase() }),
  ({ voornaam, naam }) => ({ voornaam: voornaam.toLowerCase(), naam: naam.toLowerCase() }),
];

/**
 * @param versie goes up with each change of name. An odd version adds a second first or family name, an even
 * version has none
 */
export function naamVan(toeval: Toeval, index: number, meisje: boolean, versie: number): Naam {
  const eerste = eersteNaam(toeval, index, meisje);
  if (versie % 2 === 0) return eerste;
  const tweede = gewoneNaam(toeval, index + 1, cultuurVan(toeval, index), meisje);
  return kans(toeval(index, DOEL.tweedeNaam), 0.7)
    ? { ...eerste, naam: `${eerste.naam}-${tweede.naam}` }
    : { ...eerste, voornaam: `${eerste.voornaam} ${tweede.voornaam}` };
}

function eersteNaam(toeval: Toeval, index: number, meisje: boolean): Naam {
  const cultuur = cultuurVan(toeval, index);
  const gewoon = gewoneNaam(toeval, index, cultuur, meisje);
  const vorm = toeval(index, DOEL.naamvorm);
  if (kans(vorm, 0.006)) return VREEMDE_VORMEN[vorm % VREEMDE_VORMEN.length]?.(gewoon) ?? gewoon;
  if (kans(vorm, 0.05)) {
    // Since 2014 a child may have the names of both parents.
    const ander = gewoneNaam(toeval, index ^ 0x40000000, cultuurVan(toeval, index ^ 0x40000000), meisje);
    return { ...gewoon, naam: `${gewoon.naam} ${ander.naam}` };
  }
  return gewoon;
}

function cultuurVan(toeval: Toeval, index: number): Cultuur | undefined {
  const schrift = toeval(index, DOEL.naamschrift);
  if (kans(schrift, 0.002)) return ANDER_SCHRIFT[kiesGewogen(toeval(index, DOEL.cultuur), SCHRIFTGEWICHTEN)];
  return CULTUREN[kiesGewogen(toeval(index, DOEL.cultuur), GEWICHTEN)];
}

function gewoneNaam(toeval: Toeval, index: number, cultuur: Cultuur | undefined, meisje: boolean): Naam {
  const voornamen = (meisje ? cultuur?.meisjes : cultuur?.jongens) ?? [];
  const familie = cultuur?.familie ?? [];
  const deel = toeval(index, DOEL.naamdeel);
  const familienaam = toeval(index, DOEL.familienaam);
  return {
    voornaam: voornamen[kiesVoorin(toeval(index, DOEL.voornaam), voornamen.length)] ?? 'Voorbeeld',
    naam:
      cultuur?.delen && kans(deel, 0.6)
        ? samengesteld(cultuur.delen, deel, familienaam)
        : (familie[kies(familienaam, familie.length)] ?? 'Voorbeeld'),
  };
}

/** A capital begins the name. It also follows a space or hyphen when the first part ends with one. */
function samengesteld({ voor, stam, achter }: NonNullable<Cultuur['delen']>, deel: number, keuze: number): string {
  const begin = voor[deel % voor.length] ?? '';
  const kern = stam[kies(keuze, stam.length)] ?? '';
  const hoofdletter = begin === '' || /[ -]$/.test(begin);
  return `${begin}${hoofdletter ? kern.slice(0, 1).toUpperCase() + kern.slice(1) : kern}${achter[keuze % achter.length]}`;
}
