import { verzegeldeKoekjes } from '../../../src/web/index.ts';
import type { Idp } from '../server/idp.ts';
import type { Bezoeker } from './bezoeker.ts';
import { Koekjesdoos } from './koekjesdoos.ts';

/** What waits in a browser behind the address of a sign-in page, as text. Only who has a cookie key can read it. */
export async function wachtendVerzoek({ instellingen }: Idp, bezoeker: Bezoeker, pagina: URL): Promise<string> {
  const doos = new Koekjesdoos(bezoeker.koekjes(pagina.pathname).map(({ naam, waarde }) => [naam, waarde]));
  const koekje = verzegeldeKoekjes(instellingen.cookiesleutels, false)('leerid_verzoek', 1);
  const uid = pagina.pathname.split('/')[3] ?? '';
  return JSON.stringify(await doos.bijVerzoek((ctx) => koekje.lees(ctx, uid)));
}
