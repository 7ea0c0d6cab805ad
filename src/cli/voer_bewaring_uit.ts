import { z } from 'zod';
import { alsBewaartermijnen, BEWAARTERMIJNEN } from '../config.ts';
import { bewaarregelsVan } from '../kamer.ts';
import { bewaar } from '../oidc/index.ts';
import { schrijfOperatoropzoeking } from '../privacy/index.ts';
import { type Bewaartelling, type Bewaartermijnen, proefBewaring } from '../register/index.ts';
import type { Database } from '../store/index.ts';
import { type Huisomgeving, metDatabase, type Uitkomst } from '../terminal/index.ts';
import { leesAktestanden } from '../toepassingen/index.ts';
import { bewaarvensters, proefToetstoewijzingen, wisToetstoewijzingen } from '../toetsen/index.ts';

/** Does now what a node does every night, or shows what it would do. */
export async function voerBewaringUit(hier: Huisomgeving, proef: boolean): Promise<Uitkomst> {
  const { klok, kamers } = hier;
  const bewaartermijnen = leesTermijnen();
  // A trial counts, and tells nothing of one pupil. What is erased has nobody left to name.
  const opzoeking = { opdracht: 'bewaring', doel: 'registerbeheer', gegevens: ['bewaring'] } as const;
  if (!proef) await metDatabase((db) => schrijfOperatoropzoeking(db, klok, opzoeking));
  const telling = proef
    ? await metDatabase((db) => proefBewaring({ db, klok, termijnen: bewaartermijnen, kamers }))
    : await hier.metAfmelder((afmelder) => bewaar({ afmelder, klok, kamers, bewaartermijnen }));
  const leesBewaarvensters = async (db: Database) => bewaarvensters(await leesAktestanden(db, hier, klok.vandaag()));
  const toetsen = await metDatabase((db) =>
    (proef ? proefToetstoewijzingen : wisToetstoewijzingen)({ db, klok, leesBewaarvensters }),
  );
  const regels = [
    ...alsRegels(telling, bewaartermijnen),
    ...bewaarregelsVan(kamers).map(({ inWoorden, telling: naam }) => `${inWoorden}: ${telling[naam]}`),
    `toegewezen toetsen waarvan het venster of de akte voorbij is, gewist: ${toetsen}`,
  ];
  return { regels: proef ? [...regels, 'proef: er is niets gewist'] : regels, goed: true };
}

function leesTermijnen(): Bewaartermijnen {
  const gevuld = Object.keys(BEWAARTERMIJNEN).map((naam) => [naam, process.env[naam] || undefined]);
  const gelezen = z.object(BEWAARTERMIJNEN).safeParse(Object.fromEntries(gevuld));
  if (gelezen.success) return alsBewaartermijnen(gelezen.data);
  throw new Error(gelezen.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
}

function alsRegels({ leerlingen, accounts }: Bewaartelling, termijnen: Bewaartermijnen): string[] {
  const { zonderInschrijving, inactiefAccount } = termijnen;
  return [
    `leerlingen langer dan ${zonderInschrijving} zonder inschrijving, gewist: ${leerlingen}`,
    inactiefAccount
      ? `accounts langer dan ${inactiefAccount} niet gebruikt, van wie niet ingeschreven is, gewist: ${accounts}`
      : 'accounts: geen termijn (LEERID_BEWAAR_INACTIEF_ACCOUNT=geen), er wordt geen enkele gewist',
  ];
}
