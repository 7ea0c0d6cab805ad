import { CATALOGUS, isLeverbaar, type Ontvangersdeel, type Vormmakers } from '../../../protocol/index.ts';
import { Leveringsbezwaar } from '../rij/leveringsbezwaar.ts';

/** What a delivery to this recipient can hold. */
export interface LeverbaarDeel {
  codes: string[];
  artikelen: string[];
  /** The claims under which the data leave. */
  claims: ReadonlySet<string>;
}

/**
 * The whole part of a recipient, but for what can't be made in the form that the act asks.
 * @throws Leveringsbezwaar when nothing is left: a recipient that may have nothing gets no empty file
 */
export function leverbaarDeel({ gegevens }: Ontvangersdeel, makers?: Vormmakers): LeverbaarDeel {
  const leverbaar = gegevens.flatMap((gegeven) => {
    const claim = CATALOGUS[gegeven.code]?.uitgifte?.claim;
    return claim !== undefined && isLeverbaar(gegeven, makers) ? [{ ...gegeven, claim }] : [];
  });
  if (leverbaar.length === 0)
    throw new Leveringsbezwaar('niets_leverbaar', 'deze ontvanger krijgt volgens de akte niets dat hier te leveren is');
  return {
    codes: leverbaar.map(({ code }) => code),
    artikelen: [...new Set(leverbaar.map(({ artikel }) => `art. ${artikel}`))],
    claims: new Set(leverbaar.map(({ claim }) => claim)),
  };
}
