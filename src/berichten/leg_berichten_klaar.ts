import type { Klok } from '../klok.ts';
import type { Levensloop, Partijcontacten } from '../protocol/index.ts';
import type { Database } from '../store/index.ts';
import { type Aktebericht, akteberichten } from './aktebericht.ts';
import { type Afbouwtaak, attestberichten } from './attestbericht.ts';
import { voegBerichtenToe } from './berichtrijen.ts';
import { schrijfBericht } from './berichttekst.ts';
import { geadresseerden } from './geadresseerden.ts';

export interface Klaarlegbenodigdheden {
  db: Database;
  klok: Klok;
  /** Address of LeerID. */
  issuer: string;
  leesLevenslopen(): readonly Levensloop[];
  /** What is to be destroyed under acts that ended. */
  leesAfbouw(db: Database): Promise<readonly Afbouwtaak[]>;
  leesContacten(): Promise<readonly Partijcontacten[]>;
}

/** Puts ready what the parties of each act are to be told today. A second time, or on another node, it adds nothing. */
export async function legBerichtenKlaar(nodig: Klaarlegbenodigdheden): Promise<void> {
  const { db, klok, issuer } = nodig;
  const vandaag = klok.vandaag();
  const contacten = await nodig.leesContacten();
  const gemaakt_op = klok.nu().toString();
  const rijen = (bericht: Aktebericht) => {
    const { protocol, kenmerk, soort, dag } = bericht;
    const tekst = schrijfBericht(bericht, issuer);
    return geadresseerden(bericht.partijen, contacten, vandaag).map((aan) => ({
      ...{ protocol, kenmerk, soort, dag: dag.toString(), gemaakt_op, ...aan, ...tekst },
    }));
  };
  const lopen = nodig.leesLevenslopen();
  const berichten = [
    ...lopen.flatMap((leven) => akteberichten(leven, vandaag)),
    ...attestberichten(await nodig.leesAfbouw(db), lopen, vandaag),
  ];
  await voegBerichtenToe(db, berichten.flatMap(rijen));
}
