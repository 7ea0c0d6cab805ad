import { randomUUID } from 'node:crypto';
import type { Bulkbenodigdheden } from '../../bulk/bulkbenodigdheden.ts';
import { stel } from '../../bulk/gesteld.ts';
import { EERSTE } from '../../bulk/reekslezing.ts';
import { leesToegelatenen } from '../../bulk/toegelatenen.ts';
import { gelegenheidVan, type Leveringsaanvraag, vraagLeverbaar } from './lever_selectie.ts';
import { leverbaarDeel } from './leverbaar_deel.ts';

export interface Leveringsproef {
  leerlingen: number;
  /** How many pupils each code would leave of, by code, in the order of the act. */
  perCode: ReadonlyMap<string, number>;
}

const PER_DEEL = 1_000;

/** What a delivery would hold now, as numbers alone. Nothing leaves, and nothing is written. */
export async function proefLevering(
  deur: Bulkbenodigdheden,
  aanvraag: Omit<Leveringsaanvraag, 'naam'>,
): Promise<Leveringsproef> {
  const { bestemming, stroom, selectie, vrager } = aanvraag;
  const ontvangst = await vraagLeverbaar(deur, aanvraag);
  const { codes, claims } = leverbaarDeel(ontvangst.deel, deur.makersVoor?.(ontvangst));
  const perCode = new Map(codes.map((code) => [code, 0]));
  const gelegenheid = gelegenheidVan(stroom, randomUUID(), deur.klok.vandaag());
  const vraag = { vrager, bestemming, gelegenheid, selectie, gevraagd: claims };
  let leerlingen = 0;
  for (let na: string | undefined = EERSTE; na !== undefined; ) {
    const deel = await leesToegelatenen(deur, ontvangst, vraag, { na, hoogstens: PER_DEEL });
    for (const een of deel.leerlingen.values()) {
      for (const { gegevens } of stel(deur, ontvangst, vraag, een)) {
        leerlingen++;
        for (const code of gegevens) perCode.set(code, (perCode.get(code) ?? 0) + 1);
      }
    }
    na = deel.gevonden < PER_DEEL ? undefined : deel.tot;
  }
  return { leerlingen, perCode };
}
