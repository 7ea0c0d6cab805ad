import { GROEPEN } from '../land/groepen.ts';
import type { Land } from '../land/land.ts';
import { naamVan } from '../land/namen.ts';
import { isThuis } from '../land/scholen.ts';
import { DOEL, kies } from '../land/toeval.ts';
import type { Aankomsten } from '../leven/aankomsten.ts';
import { geboorteVan } from '../leven/geboorte.ts';
import { type Leerlingstand, type Schoolplaats, wisseltSleutel } from '../leven/leerlingstand.ts';

export interface Leveringsregel {
  school: number;
  /** Values in the order of the columns. */
  velden: string[];
}

/** The lines of a pupil as a delivery has them. With `zwijg`, a full delivery leaves out what disappeared. */
export function regelsVan(land: Land, aankomsten: Aankomsten, stand: Leerlingstand, zwijg: boolean): Leveringsregel[] {
  const geboorte = geboorteVan(land, stand.index);
  const { voornaam, naam } = naamVan(land.toeval, stand.index, geboorte.meisje, stand.naamversie);
  return stand.plaatsen
    .filter(({ verdwenen }) => !(zwijg && verdwenen !== null))
    .map((plaats) => {
      const onbekend = plaats.onherkend && !stand.geidentificeerd;
      const velden = [
        ...sleutels(land, stand, plaats, geboorte),
        // A school that doesn't know better may swap first name and family name.
        ...(onbekend && stand.index % 2 ? [naam, voornaam] : [voornaam, naam]),
        geboorte.datum,
        onbekend ? '' : email(stand),
        ...inschrijving(land, aankomsten, stand.index, plaats),
      ];
      return { school: plaats.school, velden };
    });
}

/**
 * INSZ, otherwise unieke persoon, otherwise geregistreerde persoon. The older key stays on the line once a
 * better one is found.
 */
function sleutels(
  land: Land,
  stand: Leerlingstand,
  plaats: Schoolplaats,
  { insz, bis }: { insz: string; bis: string },
): string[] {
  const { index, profiel, geidentificeerd } = stand;
  const unieke = `UP-${hex(land.toeval(index, DOEL.unieke))}`;
  const geregistreerde = `GP-${hex(land.toeval(index, DOEL.geregistreerde))}`;
  const gevonden = geidentificeerd ? insz : '';
  if (plaats.onherkend) return profiel === 'dubbelganger' ? [gevonden, unieke, ''] : [gevonden, '', geregistreerde];
  if (geidentificeerd && wisseltSleutel(land, stand)) return [insz, '', ''];
  if (profiel === 'bis') return [geidentificeerd ? insz : bis, unieke, ''];
  if (profiel === 'unieke_persoon' || profiel === 'tweemaal_tijdelijk') return [gevonden, unieke, ''];
  if (profiel === 'geregistreerde_persoon') return [gevonden, geidentificeerd ? unieke : '', geregistreerde];
  return [insz, '', ''];
}

function inschrijving(land: Land, aankomsten: Aankomsten, index: number, plaats: Schoolplaats): string[] {
  const { code = '', hoofdstructuur = '' } = GROEPEN[plaats.groep] ?? {};
  const telt = plaats.status === 'gerealiseerd' || plaats.status === 'parallel';
  return [
    land.scholen[plaats.school]?.nummer ?? '',
    String(plaats.vestiging),
    code,
    hoofdstructuur,
    telt ? stamnummer(land, aankomsten, index, plaats.school) : '',
    plaats.status,
    land.dagen[plaats.van] ?? '',
    plaats.tot === null ? '' : (land.dagen[plaats.tot] ?? ''),
  ];
}

/** The year of the first enrolment in that school, and a serial number that the school gives once. */
function stamnummer(land: Land, aankomsten: Aankomsten, index: number, plaats: number): string {
  const school = land.scholen[plaats];
  if (!school) return '';
  const thuis = isThuis(school, index);
  const volgnummer = thuis ? index - school.eerste : school.aantal + (aankomsten[plaats]?.indexOf(index) ?? 0);
  const jaar = thuis ? land.jaar - jarenHier(land, index) : land.jaar;
  return String((jaar % 100) * 100_000 + volgnummer + 1).padStart(7, '0');
}

function jarenHier(land: Land, index: number): number {
  const leeftijd = GROEPEN[land.groep[index] ?? 0]?.leeftijd ?? 3;
  return kies(land.toeval(index, DOEL.eersteJaar), 1 + leeftijd - (leeftijd < 12 ? 3 : 12));
}

/** Few pupils have one. An even version means none. */
function email({ index, emailversie }: Leerlingstand): string {
  return emailversie % 2 ? `leerling.${index.toString(36)}.${emailversie}@voorbeeld.example` : '';
}

function hex(getal: number): string {
  return getal.toString(16).padStart(8, '0');
}
