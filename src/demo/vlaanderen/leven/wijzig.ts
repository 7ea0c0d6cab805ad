import type { Land } from '../land/land.ts';
import { doelVanNacht } from '../land/toeval.ts';
import { andereGroep, andereSchool, huidigePlaats, type Leerlingstand, type Schoolplaats } from './leerlingstand.ts';
import { type Gebeurtenis, isVoorlopig } from './levensgebeurtenissen.ts';

/** The day of a night's delivery, counted from the start of the school year. */
export function peildagVan(land: Land, nacht: number): number {
  return land.peildag + nacht - 1;
}

/** The pupil after a night. The pupil that was given does not change. */
export function wijzig(land: Land, stand: Leerlingstand, gebeurtenis: Gebeurtenis, nacht: number): Leerlingstand {
  switch (gebeurtenis) {
    case 'identificatie':
    case 'sleutelwissel':
    case 'bis_naar_rijksregister':
    case 'samenvoeging':
      return { ...stand, geidentificeerd: true };
    case 'naam':
      return { ...stand, naamversie: stand.naamversie + 1 };
    case 'email':
      return { ...stand, emailversie: stand.emailversie + 1 };
    default:
      return { ...stand, plaatsen: wijzigPlaatsen(land, stand, gebeurtenis, nacht) };
  }
}

/** The pupil after his school got a new number: each open enrolment there continues under that number. */
export function hernummer(land: Land, stand: Leerlingstand, nacht: number): Leerlingstand {
  const dag = peildagVan(land, nacht);
  const plaatsen = stand.plaatsen.flatMap((plaats) => {
    if (!krijgtNieuwNummer(land, plaats, nacht)) return [plaats];
    const school = vandaagGenoemd(land, plaats.school, nacht);
    return [
      { ...plaats, tot: dag - 1 },
      { ...plaats, school, van: dag },
    ];
  });
  return { ...stand, plaatsen };
}

export function krijgtNieuwNummer(land: Land, { school, tot, verdwenen }: Schoolplaats, nacht: number): boolean {
  return land.scholen[school]?.opvolging?.nacht === nacht && tot === null && verdwenen === null;
}

function vandaagGenoemd(land: Land, school: number, nacht: number): number {
  const opvolging = land.scholen[school]?.opvolging;
  return opvolging && opvolging.nacht <= nacht ? opvolging.school : school;
}

function wijzigPlaatsen(land: Land, stand: Leerlingstand, gebeurtenis: Gebeurtenis, nacht: number): Schoolplaats[] {
  const { plaatsen } = stand;
  const dag = peildagVan(land, nacht);
  const huidig = huidigePlaats(stand);
  const vervang = (oud: Schoolplaats | undefined, ...nieuw: Schoolplaats[]) =>
    plaatsen.flatMap((plaats) => (plaats === oud ? nieuw : [plaats]));
  if (gebeurtenis === 'realisatie')
    return plaatsen.map((plaats) => (isVoorlopig(plaats) ? { ...plaats, status: 'gerealiseerd' } : plaats));
  if (gebeurtenis === 'terugkeer') {
    const laatste = plaatsen.findLast(({ status }) => status === 'gerealiseerd');
    if (!laatste) return plaatsen;
    const school = vandaagGenoemd(land, laatste.school, nacht);
    return [...plaatsen, { ...laatste, school, van: dag, tot: null, verdwenen: null }];
  }
  if (!huidig) return plaatsen;
  const gesloten = { ...huidig, tot: dag - 1 };
  switch (gebeurtenis) {
    case 'verhuizing': {
      const school = andereSchool(land, stand, doelVanNacht(nacht, 'waarheen')) ?? huidig.school;
      return [...vervang(huidig, gesloten), { ...huidig, school, vestiging: 1, van: dag, onherkend: false }];
    }
    case 'groep':
      return [...vervang(huidig, gesloten), { ...huidig, groep: andereGroep(land, huidig) ?? huidig.groep, van: dag }];
    case 'vestigingsplaats': {
      const aantal = land.scholen[huidig.school]?.vestigingen ?? 1;
      return vervang(huidig, { ...huidig, vestiging: (huidig.vestiging % aantal) + 1 });
    }
    case 'verdwijning':
      return vervang(huidig, { ...gesloten, verdwenen: nacht });
    default:
      return vervang(huidig, gesloten);
  }
}
