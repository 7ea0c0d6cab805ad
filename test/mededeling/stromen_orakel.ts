import { besproken, bezwaren as bijAanmelding, verschuldigd } from './orakel.ts';
import type { Stroomgeval } from './stromen_willekeur.ts';
import type { Geval } from './willekeur.ts';

/**
 * The rules of the three other flows, told by what differs from a sign-in. Like `orakel.ts`: no call to `src`.
 */

/** Who is no application, and never signs anybody in, can't be chosen by a school. */
function isGeenToepassing({ alsToepassing, stromen }: Stroomgeval): boolean {
  return !alsToepassing && !stromen.some((een) => een === 'bij_aanmelding');
}

/**
 * The sign-in that would tell as much: of a pupil who has only what the asker may hear of, under an act that asks
 * only what can be asked.
 */
function alsAanmelding(een: Stroomgeval): Geval {
  const hoorbaar = een.inschrijvingen.map(
    ({ instellingsnummer }) => een.school === undefined || instellingsnummer === een.school,
  );
  const vanSchool = ['samenwerking', 'zichtbaarheid'];
  const voorwaarden = een.voorwaarden.filter((wat) => !(isGeenToepassing(een) && vanSchool.includes(wat)));
  // A class leaves LeerID with an application alone (S2 art. 4).
  const gegevens = een.deel.gegevens.filter(({ code }) => een.alsToepassing || code !== 'klasinformatie');
  return {
    ...een,
    voorwaarden,
    deel: { ...een.deel, gegevens },
    inschrijvingen: een.inschrijvingen.filter((_, plaats) => hoorbaar[plaats]),
    perioden: een.perioden.filter((_, plaats) => hoorbaar[plaats]),
    leerIdAlsLijst: een.alsToepassing && een.leerIdAlsLijst,
  };
}

/** Why nothing may leave at all, in the order in which it is told. */
export function dicht(een: Stroomgeval): string | undefined {
  const { stroom, opzoeking, zoekt } = een;
  const gewoon = bijAanmelding(een);
  const geenDossier = !een.alsToepassing && een.isOntwerp;
  const zonderVenster = !een.alsToepassing && een.vensters !== undefined;
  if (gewoon.includes('protocol_niet_in_werking') || geenDossier) return 'protocol_niet_in_werking';
  if (!een.stromen.some((ander) => ander === stroom)) return 'stroom_niet_voorzien';
  if (gewoon.includes('buiten_venster') || zonderVenster) return 'buiten_venster';
  if (stroom === 'op_aanvraag')
    return zoekt === 'school' || opzoeking.some((sleutel) => sleutel === zoekt) ? undefined : 'opzoeking_niet_voorzien';
  if (een.dagVerschil !== 0) return 'andere_dag';
  return stroom === 'eenmalig' && !een.isVrij ? 'eenmalig_geleverd' : undefined;
}

/** The codes that leave. Nothing, where the door is shut or the pupil does not meet the conditions of the act. */
export function vertrekt(een: Stroomgeval): string[] {
  const zelfde = alsAanmelding(een);
  const vanDeLeerling = [
    'geen_inschrijving',
    'niet_in_doelgroep',
    'school_werkt_niet_samen',
    'niet_zichtbaar',
    'geen_toets',
  ];
  if (dicht(een) || bijAanmelding(zelfde).some((reden) => vanDeLeerling.includes(reden))) return [];
  return verschuldigd(zelfde);
}

/** The enrolments that may be told. */
export function vertelbaar(een: Stroomgeval): Geval['inschrijvingen'] {
  return besproken(alsAanmelding(een));
}

/** The same question as a sign-in, for what a claim must hold. */
export const gelijkAanAanmelding = alsAanmelding;
