import type { Klok } from '../../klok.ts';
import { type Operatoropzoeking, type Opzoekdoel, schrijfOperatoropzoeking } from '../../privacy/index.ts';
import type { Database } from '../../store/index.ts';
import { dagVanMoment, metDatabase, type Omgeving, type Uitkomst } from '../../terminal/index.ts';
import { leesTwijfels, leesVerslagen, type Twijfel, type Twijfelcode } from '../discimus/index.ts';
import { leesOnbevestigde, type OnbevestigdeInschrijving } from '../index.ts';
import { verslagregels } from './laadverslag.ts';

const LAATSTE = 30;

/** It counts, and tells nothing of one pupil: it leaves no row in the privacy log. */
export async function toonVerslagen(): Promise<Uitkomst> {
  const verslagen = await metDatabase((db) => leesVerslagen(db, LAATSTE));
  return { regels: verslagen.length ? verslagen.flatMap(verslagregels) : ['nog niets geladen'], goed: true };
}

/** What a load would not guess. School, stamnummer and line are enough to find the person at the source. */
export async function toonTwijfels({ klok }: Pick<Omgeving, 'klok'>, doel: Opzoekdoel): Promise<Uitkomst> {
  return metDatabase(async (db) => {
    const [twijfels, onbevestigde] = [await leesTwijfels(db), await leesOnbevestigde(db)];
    await schrijfOp(db, klok, doel, [
      ...twijfels.map(({ leerlingen }) => leerlingen),
      ...onbevestigde.map(({ leerling_id }) => [leerling_id]),
    ]);
    const regels = [...twijfels.flatMap(twijfelregels), ...onbevestigde.flatMap(onbevestigdregels)];
    return { regels: regels.length ? regels : ['geen twijfels'], goed: true };
  });
}

/** A row for each pupil on the list, and one for the doubts about somebody whom the register does not have. */
async function schrijfOp(
  db: Database,
  klok: Klok,
  doel: Opzoekdoel,
  overWie: readonly (readonly string[])[],
): Promise<void> {
  const opzoeking: Operatoropzoeking = {
    opdracht: 'discimus twijfels',
    doel,
    gegevens: ['twijfel', 'instellingsnummer', 'stamnummer'],
  };
  await schrijfOperatoropzoeking(db, klok, { ...opzoeking, leerlingen: [...new Set(overWie.flat())] });
  if (overWie.some(({ length }) => length === 0)) await schrijfOperatoropzoeking(db, klok, opzoeking);
}

/** The enrolment itself is valid. Only the codes of that school wait. */
function onbevestigdregels(een: OnbevestigdeInschrijving): string[] {
  const { id, instellingsnummer, stamnummer, onbevestigd_sinds } = een;
  return [
    `${id}  school ${instellingsnummer}, stamnummer ${stamnummer ?? 'onbekend'}, sinds ${dagVanMoment(onbevestigd_sinds)}`,
    '    Deze school schreef zonder INSZ een leerling in die van een andere school bekend is. Ze geeft er geen activatiecode aan.',
    '    → een ander kind: verbeter de sleutel aan de bron. Hetzelfde kind: lever het INSZ mee, of beslis: leerid leerling koppel <twijfel> <gebruikersnaam>',
  ];
}

function twijfelregels({ id, reden, instellingsnummer, stamnummer, regel, ...gezien }: Twijfel): string[] {
  const { wat, doe } = REDENEN[reden] ?? { wat: reden, doe: 'verbeter het aan de bron' };
  return [
    `${id}  school ${instellingsnummer}, stamnummer ${stamnummer ?? 'onbekend'}, regel ${regel} van ${dagVanMoment(gezien.laatst_gezien_op)}, sinds ${dagVanMoment(gezien.eerst_gezien_op)}`,
    `    ${wat}`,
    `    → ${doe}`,
  ];
}

const OF_KOPPEL = 'verbeter het daar, of beslis: leerid leerling koppel <twijfel> <gebruikersnaam>';

interface Twijfeluitleg {
  wat: string;
  doe: string;
}

const REDENEN: Record<string, Twijfeluitleg> = {
  twee_insz_voor_unieke_persoon: {
    wat: 'De unieke persoon van deze regel komt ook voor met een ander INSZ.',
    doe: `een ander kind: verbeter de unieke persoon aan de bron. Hetzelfde kind: ${OF_KOPPEL}`,
  },
  twee_insz_voor_geregistreerde_persoon: {
    wat: 'De geregistreerde persoon van deze regel komt ook voor met een ander INSZ.',
    doe: `een ander kind: verbeter de geregistreerde persoon aan de bron. Hetzelfde kind: ${OF_KOPPEL}`,
  },
  andere_persoon_onder_insz: {
    wat: 'Dit INSZ is van een leerling met een andere naam: de gegevens van de regel passen niet bij wie het INSZ heeft.',
    doe: `een ander kind: verbeter het INSZ aan de bron. Hetzelfde kind, met nieuwe gegevens: ${OF_KOPPEL}`,
  },
  andere_persoon_onder_sleutel: {
    wat: 'De unieke of geregistreerde persoon is van een leerling met een andere naam: de gegevens van de regel passen niet bij wie de sleutel heeft.',
    doe: `een ander kind: verbeter de sleutel aan de bron. Hetzelfde kind, met nieuwe gegevens: ${OF_KOPPEL}`,
  },
  stamnummer_van_andere_leerling: {
    wat: 'Dit stamnummer is in deze school van een leerling met andere sleutels.',
    doe: `een ander kind: verbeter het stamnummer aan de bron. Hetzelfde kind: ${OF_KOPPEL}`,
  },
  twee_personen_voor_een_leerling: {
    wat: 'Twee personen in de levering zouden dezelfde leerling worden.',
    doe: 'verbeter aan de bron de sleutels van wie de andere is',
  },
  leerling_van_andere_school: {
    wat: 'De sleutels van deze regel leiden naar een leerling die deze school niet heeft: de regel zou hem een INSZ geven, of hem met een andere leerling samenvoegen.',
    doe: `een ander kind: verbeter de sleutels aan de bron. Hetzelfde kind: laat de school die hem al heeft zijn INSZ leveren, of ${OF_KOPPEL}`,
  },
  gescheiden: {
    wat: 'De sleutels van deze regel leiden naar twee leerlingen die ontkoppeld zijn.',
    doe: 'verbeter de sleutels aan de bron',
  },
} satisfies Record<Twijfelcode, Twijfeluitleg>;
