import { z } from 'zod';
import { bewaartermijn } from '../config.ts';
import { bewaar } from '../oidc/index.ts';
import { type Bewaartelling, proefBewaring } from '../register/index.ts';
import { metAfmelding } from './afmelding.ts';
import { metDatabase } from './database.ts';
import type { Omgeving, Uitkomst } from './uitkomst.ts';

/** What a node does every night, now; or what it would do. */
export async function voerBewaringUit(hier: Omgeving, proef: boolean): Promise<Uitkomst> {
  const { klok } = hier;
  const gelezen = bewaartermijn.safeParse(process.env.LEERID_BEWAAR_ZONDER_INSCHRIJVING || undefined);
  if (!gelezen.success)
    throw new Error(`LEERID_BEWAAR_ZONDER_INSCHRIJVING: ${z.treeifyError(gelezen.error).errors[0]}`);
  const termijn = gelezen.data;
  const telling = proef
    ? await metDatabase((db) => proefBewaring({ db, klok, zonderInschrijving: termijn }))
    : await metAfmelding(hier, (nodig) => bewaar({ ...nodig, klok, bewaarZonderInschrijving: termijn }));
  return { regels: [...alsRegels(telling), ...(proef ? ['proef: er is niets gewist'] : [])], goed: true };
}

function alsRegels({ leerlingen, accounts, vernieuwd }: Bewaartelling): string[] {
  return [
    `leerlingen te lang zonder inschrijving, gewist: ${leerlingen}`,
    `accounts drie jaar niet gebruikt, gewist: ${accounts}`,
    `accounts drie jaar niet gebruikt, vernieuwd (de leerling is ingeschreven): ${vernieuwd}`,
  ];
}
