import type { Land } from '../land/land.ts';
import { DOEL, kans, kies } from '../land/toeval.ts';
import { andereGroep, andereSchool, type Leerlingstand, type Profiel, type Schoolplaats } from './leerlingstand.ts';

const PROFIELEN: [Profiel, number][] = [
  ['bis', 0.005],
  ['unieke_persoon', 0.009],
  ['geregistreerde_persoon', 0.003],
  ['dubbelganger', 0.0015],
  ['tweemaal_tijdelijk', 0.0005],
];
/** Pupils who come during the year more often come from abroad. */
const NIEUW_VAKER = 8;

/**
 * 2 % more lines than pupils: a second school, a move or another group earlier this year, or an enrolment
 * that is not realised yet.
 */
const BIJZONDERHEDEN = [
  ['parallel', 0.006],
  ['verhuisd', 0.006],
  ['voorlopig', 0.004],
  ['andere_groep', 0.002],
  ['vertrokken', 0.003],
] as const;

/** The night on which a pupil appears: the first night, or a later one for a new pupil. */
export function eersteNacht({ leerlingen, nieuwPerNacht }: Land, index: number): number {
  return index < leerlingen ? 1 : 2 + Math.floor((index - leerlingen) / nieuwPerNacht);
}

/** A pupil on the night of his first delivery. */
export function beginstand(land: Land, index: number): Leerlingstand {
  const { toeval } = land;
  const nieuw = index >= land.leerlingen;
  const profiel = loot(toeval(index, DOEL.profiel), PROFIELEN, nieuw ? NIEUW_VAKER : 1) ?? 'gewoon';
  const groep = land.groep[index] ?? 0;
  const stand: Leerlingstand = {
    index,
    profiel,
    geidentificeerd: false,
    naamversie: 0,
    emailversie: kans(toeval(index, DOEL.email), 0.03) ? 1 : 0,
    plaatsen: [],
  };
  const school = land.thuis[index] ?? 0;
  const plaats: Schoolplaats = {
    school,
    groep,
    vestiging: 1 + kies(toeval(index, DOEL.vestiging), land.scholen[school]?.vestigingen ?? 1),
    status: 'gerealiseerd',
    van: nieuw ? land.peildag + eersteNacht(land, index) - 1 : 0,
    tot: null,
    onherkend: false,
    verdwenen: null,
  };
  stand.plaatsen.push(plaats);
  if (profiel === 'dubbelganger' || profiel === 'tweemaal_tijdelijk') voegParallelToe(land, stand, true);
  else if (!nieuw) maakBijzonder(land, stand, plaats);
  return stand;
}

function maakBijzonder(land: Land, stand: Leerlingstand, plaats: Schoolplaats): void {
  const { toeval, peildag } = land;
  const dag = peildag > 0 ? 1 + kies(toeval(stand.index, DOEL.dag), peildag) : null;
  switch (loot(toeval(stand.index, DOEL.bijzonderheid), BIJZONDERHEDEN, 1)) {
    case 'parallel':
      voegParallelToe(land, stand, false);
      return;
    case 'voorlopig':
      voegVoorlopigToe(land, stand);
      return;
    case 'verhuisd': {
      const school = andereSchool(land, stand, DOEL.elders);
      if (dag === null || school === null) return;
      plaats.tot = dag - 1;
      stand.plaatsen.push({ ...plaats, school, vestiging: 1, van: dag, tot: null });
      return;
    }
    case 'andere_groep': {
      const groep = andereGroep(land, plaats);
      if (dag === null || groep === null) return;
      plaats.tot = dag - 1;
      stand.plaatsen.push({ ...plaats, groep, van: dag, tot: null });
      return;
    }
    case 'vertrokken':
      if (dag !== null) plaats.tot = dag - 1;
  }
}

function voegParallelToe(land: Land, stand: Leerlingstand, onherkend: boolean): void {
  const school = andereSchool(land, stand, DOEL.elders);
  const [thuis] = stand.plaatsen;
  if (school === null || !thuis) return;
  const status = kans(land.toeval(stand.index, DOEL.status), 0.7) ? 'parallel' : 'gerealiseerd';
  stand.plaatsen.push({ ...thuis, school, vestiging: 1, status, onherkend });
}

function voegVoorlopigToe(land: Land, stand: Leerlingstand): void {
  const school = andereSchool(land, stand, DOEL.elders);
  const [thuis] = stand.plaatsen;
  if (school === null || !thuis) return;
  const soorten = ['aanmelding', 'uitgesteld', 'niet_gerealiseerd'] as const;
  const status = soorten[kies(land.toeval(stand.index, DOEL.status), soorten.length)] ?? 'aanmelding';
  stand.plaatsen.push({ ...thuis, school, vestiging: 1, status });
}

function loot<T>(toeval: number, kansen: readonly (readonly [T, number])[], maal: number): T | undefined {
  let grens = 0;
  return kansen.find(([, deel]) => {
    grens += deel * maal;
    return kans(toeval, grens);
  })?.[0];
}
