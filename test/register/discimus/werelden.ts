import fc from 'fast-check';
import { insz, type Regel } from '../../opzet/register/nachten.ts';

/**
 * Many small worlds that share only the schools. In each world, a night has a few lines about the same few
 * people, whose keys come, go, clash and swap. All worlds go into one load, so that a minute shows hundreds
 * of stories.
 */

/** Whose key a line has: the number of a person of the world, or no one's. */
type Wiens = number | null;
interface Lijn {
  insz: Wiens;
  bis: boolean;
  /** Gives only the weakest key. */
  zwak: boolean;
  unieke: Wiens;
  geregistreerde: Wiens;
  naam: number;
  school: number;
  stamnummer: Wiens;
  status: 'gerealiseerd' | 'parallel' | 'uitgesteld';
  groep: boolean;
  van: string;
  tot: string;
}
export interface Nacht {
  lijnen: Lijn[];
  /** Which of the earlier merges is undone after this night, if there are that many. */
  maakOngedaan: number | null;
}
export type Wereld = Nacht[];

const MENSEN = 4;
const mens = fc.nat(MENSEN - 1);

/**
 * Usually the person's own key. Sometimes another key of the same person, as from schools that don't know of
 * each other. In a world that is not calm, now and then somebody else's key.
 */
const sleutelVan = (eigen: number, kalm: boolean, zonder: number, tweede: number) =>
  fc.oneof(
    { weight: 20, arbitrary: fc.constant(eigen) },
    { weight: zonder, arbitrary: fc.constant(null) },
    { weight: kalm ? 2 * tweede : tweede, arbitrary: fc.constant(eigen + MENSEN) },
    { weight: kalm ? 0 : 1, arbitrary: mens },
  );

const lijn = (kalm: boolean): fc.Arbitrary<Lijn> =>
  (kalm ? fc.nat(1) : mens).chain((wie) =>
    fc.record({
      insz: sleutelVan(wie, kalm, 20, 0),
      bis: fc.boolean(),
      zwak: fc.integer({ max: 4, min: 0 }).map((getal) => getal === 0),
      unieke: sleutelVan(wie, kalm, 10, 6),
      geregistreerde: sleutelVan(wie, kalm, 10, 6),
      naam: fc.oneof({ weight: 20, arbitrary: fc.constant(wie) }, { weight: kalm ? 0 : 1, arbitrary: mens }),
      school: fc.nat(1),
      stamnummer: sleutelVan(wie, kalm, 0, 10),
      status: fc.constantFrom(
        'gerealiseerd',
        'gerealiseerd',
        kalm ? 'uitgesteld' : 'gerealiseerd',
        'parallel',
        'uitgesteld',
      ),
      groep: fc.boolean(),
      van: fc.constantFrom('2026-09-01', '2026-09-01', '2026-11-01', '2026-12-01'),
      tot: fc.constantFrom('', '', '2027-08-31', '2026-11-20', '2026-11-25'),
    }),
  );

/**
 * @param kalm only one or two people, who are never confused with each other: then the load only has to
 * recognise them
 */
export const wereld = (nachten: number, kalm: boolean): fc.Arbitrary<Wereld> =>
  fc.array(
    fc.record({
      lijnen: fc.array(lijn(kalm), { maxLength: 5 }),
      maakOngedaan: fc.option(fc.nat(2), { nil: null, freq: 2 }),
    }),
    { minLength: nachten, maxLength: nachten },
  );

/** The lines as a school writes them, with keys that no other world has. */
export function regels(wereld: number, { lijnen }: Nacht): Regel[] {
  return lijnen.map((lijn) => {
    const nummer = (wie: number) => wereld * 2 * MENSEN + wie + 1;
    const uit = (wie: Wiens, maak: (wie: number) => string) => (wie === null ? '' : maak(wie));
    const unieke = uit(lijn.zwak ? null : lijn.unieke, (wie) => `UP-${nummer(wie)}`);
    const geregistreerde = uit(lijn.geregistreerde, (wie) => `GP-${nummer(wie)}`);
    const sterk = lijn.zwak ? null : lijn.insz;
    const heeft = sterk !== null || unieke !== '' || geregistreerde !== '';
    return {
      insz: uit(sterk, (wie) => insz(nummer(wie), lijn.bis && wie < 2 ? 'bis' : 'rijksregister')),
      unieke_persoon: unieke,
      geregistreerde_persoon: heeft ? geregistreerde : `GP-${nummer(0)}`,
      voornaam: `Kind ${'abcd'[lijn.naam]}`,
      naam: 'Proefleerling',
      geboortedatum: `2015-04-1${7 + (lijn.naam % 2)}`,
      instellingsnummer: `99000${lijn.school + 1}`,
      vestigingsplaats: '1',
      administratieve_groep: lijn.groep ? '13560' : '4064',
      hoofdstructuur: '211',
      stamnummer:
        lijn.status === 'uitgesteld' ? '' : uit(lijn.stamnummer, (wie) => `26${String(nummer(wie)).padStart(5, '0')}`),
      status: lijn.status,
      van: lijn.van,
      tot: lijn.tot !== '' && lijn.tot < lijn.van ? '' : lijn.tot,
    };
  });
}

/** The world of a pupil, by its keys. */
export function wereldVan(leerling: { unieke_persoon?: string; geregistreerde_persoon?: string }): number {
  const nummer = Number((leerling.unieke_persoon ?? leerling.geregistreerde_persoon ?? '').slice(3));
  return Math.floor((nummer - 1) / (2 * MENSEN));
}
