import type { Leerlingenvraag, Ontvangst } from '../deurwoorden.ts';
import { beoordeelOpening, type Openingsgelegenheid } from '../opening.ts';
import { vindOntvangst } from '../vind_ontvangst.ts';
import { Weigering } from '../weigering.ts';
import type { Bulkbenodigdheden } from './bulkbenodigdheden.ts';

export type Poortvraag = Pick<Leerlingenvraag, 'bestemming' | 'gelegenheid'> & {
  /** Absent where what leaves is about no pupil. */
  selectie?: Leerlingenvraag['selectie'];
};

/**
 * The first half of the gate: may this recipient have anything on this occasion? Reads what can't be known from
 * memory, so call `poort` once more after the last wait.
 * @throws Weigering
 */
export async function vraagOntvangst(nodig: Bulkbenodigdheden, vraag: Poortvraag): Promise<Ontvangst> {
  const isVrij = await leesEenmaligVrij(nodig, vraag);
  await nodig.leesStopsZoNodig();
  return poort(nodig, vraag, isVrij);
}

/** Waits for nothing. */
export function poort(
  nodig: Pick<Bulkbenodigdheden, 'klok' | 'toepassingen' | 'akteInWerking'>,
  vraag: Poortvraag,
  isVrij: boolean,
): Ontvangst {
  const vandaag = nodig.klok.vandaag();
  const ontvangst = vindOntvangst(nodig, vraag.bestemming, vandaag);
  if (typeof ontvangst === 'string') throw new Weigering(ontvangst);
  const { deel, geldigheid } = ontvangst;
  const gelegenheid = alsOpeningsgelegenheid(vraag, ontvangst, isVrij);
  const bezwaar = beoordeelOpening({ gelegenheid, deel, geldigheid, vandaag });
  if (bezwaar) throw new Weigering(bezwaar);
  return ontvangst;
}

function alsOpeningsgelegenheid(
  { gelegenheid, selectie }: Poortvraag,
  { protocol }: Ontvangst,
  isVrij: boolean,
): Openingsgelegenheid {
  if (gelegenheid.stroom === 'eenmalig') return { stroom: 'eenmalig', dag: gelegenheid.dag, isVrij };
  if (gelegenheid.stroom === 'periodiek') return { stroom: 'periodiek', dag: gelegenheid.dag };
  return { stroom: 'op_aanvraag', zoekt: selectie?.zoekt ?? 'doelgroep', opzoeking: protocol.mededeling.opzoeking };
}

/** Only a one-off delivery asks. */
export async function leesEenmaligVrij(nodig: Bulkbenodigdheden, { bestemming, gelegenheid }: Poortvraag) {
  if (gelegenheid.stroom !== 'eenmalig') return true;
  const ontvangst = vindOntvangst(nodig, bestemming, nodig.klok.vandaag());
  if (typeof ontvangst === 'string') return false;
  return nodig.isEenmaligVrij(ontvangst.protocol.protocol, ontvangst.ontvanger, gelegenheid.levering);
}

/** A delivery has one text of its act, from its first pupil to its last. */
export function eisTekst(ontvangst: Ontvangst, protocolHash: string): Ontvangst {
  if (ontvangst.protocolHash !== protocolHash) throw new Weigering('tekst_gewijzigd');
  return ontvangst;
}
