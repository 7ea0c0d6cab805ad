import type { Ontvangersdeel } from '../ontvangersdeel.ts';
import type { Protocol } from '../schema/schema.ts';

/** A text of an act with the part of one recipient under it. */
export interface Tekstgrond {
  protocol: Protocol;
  deel: Ontvangersdeel;
}

/**
 * What two texts of one act allow both: for what was begun under the older one and is asked for under the newer
 * one. Each datum that both give in the same form, on the conditions of both. All else is of the newer text.
 */
export function hoogstens(toen: Tekstgrond, nu: Tekstgrond): Tekstgrond {
  return { protocol: metBeiderVoorwaarden(toen.protocol, nu.protocol), deel: gedeeld(toen.deel, nu.deel) };
}

function gedeeld(toen: Ontvangersdeel, nu: Ontvangersdeel): Ontvangersdeel {
  const eerder = new Map(toen.gegevens.map((een) => [een.code, een]));
  return {
    ...nu,
    periode: beiderPeriode(toen.periode, nu.periode),
    stromen: nu.stromen.filter((stroom) => toen.stromen.includes(stroom)),
    gegevens: nu.gegevens.flatMap((een) => {
      const was = eerder.get(een.code);
      if (was?.vorm !== een.vorm) return [];
      const enkel_zonder = [...new Set([...(was.enkel_zonder ?? []), ...(een.enkel_zonder ?? [])])];
      const enkel_als = een.enkel_als ?? was.enkel_als;
      return { ...een, ...(enkel_zonder.length ? { enkel_zonder } : {}), ...(enkel_als ? { enkel_als } : {}) };
    }),
  };
}

function beiderPeriode(toen: Ontvangersdeel['periode'], nu: Ontvangersdeel['periode']): Ontvangersdeel['periode'] {
  if (!toen || !nu) return toen ?? nu;
  const [[, van = ''], [tot = '']] = [[toen.van, nu.van].toSorted(), [toen.tot, nu.tot].toSorted()];
  return { van, tot };
}

function metBeiderVoorwaarden(toen: Protocol, nu: Protocol): Protocol {
  const gesteld = new Set(nu.voorwaarden.map(({ voorwaarde }) => voorwaarde));
  return {
    ...nu,
    voorwaarden: [...nu.voorwaarden, ...toen.voorwaarden.filter(({ voorwaarde }) => !gesteld.has(voorwaarde))],
    doelgroep: {
      ...nu.doelgroep,
      onderwijs: nu.doelgroep.onderwijs.filter((een) => toen.doelgroep.onderwijs.includes(een)),
      enkel_erkende_scholen: nu.doelgroep.enkel_erkende_scholen || toen.doelgroep.enkel_erkende_scholen,
    },
    mededeling: {
      ...nu.mededeling,
      respijtdagen: Math.min(nu.mededeling.respijtdagen, toen.mededeling.respijtdagen),
    },
  };
}
