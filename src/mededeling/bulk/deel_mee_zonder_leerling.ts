import { schrijfPrivacylog } from '../../privacy/index.ts';
import { isLeverbaar, isTelling } from '../../protocol/index.ts';
import { bewijsHoofd } from '../bewijshoofd.ts';
import type { Gelegenheid, Leerlingenvraag, Ontvangst } from '../deurwoorden.ts';
import { Weigering } from '../weigering.ts';
import type { Bulkbenodigdheden } from './bulkbenodigdheden.ts';
import { eisTekst, vraagOntvangst } from './poort.ts';

/** A question for counts. */
export interface Tellingenvraag extends Pick<Leerlingenvraag, 'vrager' | 'bestemming'> {
  gelegenheid: Exclude<Gelegenheid, { stroom: 'op_aanvraag' }>;
  /** Codes of the catalogue, as the act lists them. */
  gegevens: readonly string[];
}

/** A row of a table of counts: by code of the catalogue. */
export type Telrij = Readonly<Record<string, unknown>>;

/**
 * The door, for what is about nobody: counts for research (S4 art. 3). The rows come from another room, which sees
 * to it that no child can be recognised in them. The door lets through what the act lists for this recipient and
 * nothing else, under one row of the log that names no pupil.
 * @throws Weigering also where a row carries what was not asked for, or what the act does not list. A table without
 * one of its columns tells something else, so nothing is left out silently
 */
export async function* deelMeeZonderLeerling(
  nodig: Bulkbenodigdheden,
  vraag: Tellingenvraag,
  rijen: AsyncIterable<readonly Telrij[]>,
): AsyncGenerator<readonly Telrij[]> {
  const ontvangst = await vraagOntvangst(nodig, vraag);
  const gegevens = eisGelijst(ontvangst, vraag.gegevens);
  await schrijfPrivacylog(nodig.db, {
    ...bewijsHoofd(nodig.klok.nu(), ontvangst, vraag),
    gegevens: gegevens.map(({ code }) => code),
    artikelen: [...new Set(gegevens.map(({ artikel }) => `art. ${artikel}`))],
    onder: undefined,
  });
  const codes = new Set(vraag.gegevens);
  for await (const deel of rijen) {
    if (deel.some((rij) => Object.keys(rij).some((code) => !codes.has(code))))
      throw new Weigering('gegevens_niet_voorzien');
    eisTekst(await vraagOntvangst(nodig, vraag), ontvangst.protocolHash);
    yield deel;
  }
}

/** What was asked, where all of it is listed, may leave as it is, and is a count. */
export function eisGelijst({ deel }: Ontvangst, gevraagd: readonly string[]) {
  const gelijst = deel.gegevens.filter(
    (gegeven) => gevraagd.includes(gegeven.code) && isTelling(gegeven.code) && isLeverbaar(gegeven),
  );
  if (gelijst.length === 0 || gelijst.length < new Set(gevraagd).size) throw new Weigering('gegevens_niet_voorzien');
  return gelijst;
}
