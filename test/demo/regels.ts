import { eeuwenVanInsz, inszSoort } from '../../src/register/insz.ts';
import { Herkenning, type Levering, type Rij, SLEUTELS, telt } from './levering.ts';

const REGELS: Record<string, (rij: Rij) => boolean> = {
  'right check digits': ({ insz = '' }) => insz === '' || eeuwenVanInsz(insz).includes(2000),
  'INSZ and birth date agree': ({ insz = '', geboortedatum = '' }) =>
    !insz ||
    !geboortedatum ||
    inszSoort(insz) === 'bis' ||
    geboortedatum.replaceAll('-', '').slice(2) === insz.slice(0, 6),
  'a BIS number where the month is raised': ({ insz = '' }) => insz === '' || inszSoort(insz) !== undefined,
  'a key': (rij) => SLEUTELS.some((soort) => rij[soort]),
  'ends after it begins': ({ van = '', tot = '' }) => tot === '' || tot >= van,
  'a stamnummer when real': (rij) => (rij.stamnummer !== '') === telt(rij),
  'names of 1 to 200': ({ voornaam = '', naam = '' }) => [voornaam, naam].every((een) => een && een.length <= 200),
};

/** The faults of a delivery: what should hold for each line, whatever the seed. */
export function fouten({ inschrijvingen, vestigingsplaatsen, administratieve_groepen, manifest }: Levering): string[] {
  const plaatsen = new Set(vestigingsplaatsen.map((een) => `${een.instellingsnummer}/${een.vestigingsplaats}`));
  const groepen = new Set(administratieve_groepen.map(({ code }) => code));
  const herkenning = new Herkenning();
  for (const rij of inschrijvingen) herkenning.wie(rij);
  const stamnummers = new Map<string, string>();
  const sleutels = new Set<string>();
  const eenPerLeerling = (rij: Rij) => {
    const [wie, stamnummer] = [herkenning.wie(rij), `${rij.instellingsnummer}/${rij.stamnummer}`];
    const van = stamnummers.get(stamnummer) ?? wie;
    stamnummers.set(stamnummer, van);
    return rij.stamnummer === '' || van === wie;
  };
  const eenmalig = (rij: Rij) => {
    const sleutel = [herkenning.wie(rij), rij.instellingsnummer, rij.administratieve_groep, rij.van].join('/');
    return !sleutels.has(sleutel) && sleutels.add(sleutel) !== undefined;
  };
  const regels = {
    ...REGELS,
    'a known establishment': (rij: Rij) => plaatsen.has(`${rij.instellingsnummer}/${rij.vestigingsplaats}`),
    'a known group': (rij: Rij) => groepen.has(rij.administratieve_groep),
    'a stamnummer of no later year': ({ stamnummer = '' }: Rij) =>
      stamnummer.slice(0, 2) <= manifest.schooljaar.slice(2, 4),
    'one pupil per stamnummer': eenPerLeerling,
    'one enrolment per pupil, school, group and first day': eenmalig,
  };
  return Object.entries(regels).flatMap(([regel, geldt]) => (inschrijvingen.every(geldt) ? [] : [regel]));
}
