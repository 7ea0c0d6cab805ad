import { type Gebeurtenis, isVoorlopig } from './gebeurtenissen.ts';
import type { Land } from './land.ts';
import { andereGroep, andereSchool, huidigePlaats, type Plaats, type Stand } from './stand.ts';
import { doelVanNacht } from './toeval.ts';

/** The day that a night's delivery tells about, counted from the begin of the school year. */
export function peildagVan(land: Land, nacht: number): number {
  return land.peildag + nacht - 1;
}

/** The pupil after a night; the one that went in stays as it was. */
export function wijzig(land: Land, stand: Stand, gebeurtenis: Gebeurtenis, nacht: number): Stand {
  switch (gebeurtenis) {
    case 'identificatie':
    case 'bis_naar_rijksregister':
    case 'samenvoeging':
      return { ...stand, geidentificeerd: true };
    case 'naam':
      return { ...stand, naamversie: stand.naamversie + 1 };
    case 'email':
      return { ...stand, emailversie: stand.emailversie + 1 };
    case 'kenmerk':
      return { ...stand, curriculum: !stand.curriculum };
    default:
      return { ...stand, plaatsen: wijzigPlaatsen(land, stand, gebeurtenis, nacht) };
  }
}

function wijzigPlaatsen(land: Land, stand: Stand, gebeurtenis: Gebeurtenis, nacht: number): Plaats[] {
  const { plaatsen } = stand;
  const dag = peildagVan(land, nacht);
  const huidig = huidigePlaats(stand);
  const vervang = (oud: Plaats | undefined, ...nieuw: Plaats[]) =>
    plaatsen.flatMap((plaats) => (plaats === oud ? nieuw : [plaats]));
  if (gebeurtenis === 'realisatie')
    return plaatsen.map((plaats) => (isVoorlopig(plaats) ? { ...plaats, status: 'gerealiseerd' } : plaats));
  if (gebeurtenis === 'terugkeer') {
    const laatste = plaatsen.findLast(({ status }) => status === 'gerealiseerd');
    return laatste ? [...plaatsen, { ...laatste, van: dag, tot: null, verdwenen: null }] : plaatsen;
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
