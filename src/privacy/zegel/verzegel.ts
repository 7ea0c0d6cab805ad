import { sql } from 'kysely';
import type { Database } from '../../store/index.ts';
import { maakCheckpoint } from '../boom/checkpoint.ts';
import { laatGroeien } from '../boom/groei.ts';
import { BREEDTE, type Tegel } from '../boom/tegel.ts';
import { leesLaatsteCheckpoint, zetCheckpoint } from './checkpointrijen.ts';
import { leesGrens } from './grens.ts';
import { leesTekenaars } from './logsleutels.ts';
import { leesRand, schrijfTegels, type Tegelrij } from './tegelrijen.ts';
import { leesZegelmoment, probeerZegel } from './zegelbeurt.ts';

/**
 * Rows in one transaction: sixteen tiles. It hashes them in some ten milliseconds, so that the visitors of this
 * process hardly wait.
 */
const MEESTE = 16 * BREEDTE;

export interface Verzegelnodig {
  /** Connections that no visitor waits for. */
  db: Database;
  hoofdsleutel: string;
  nu(): Temporal.Instant;
}

/**
 * Puts the rows that are new under a checkpoint. A log without new rows keeps the checkpoint that it has. Each batch
 * is one transaction, so that a process that dies leaves the tree as it was or with the whole batch.
 */
export async function verzegelLog({ db, hoofdsleutel, nu }: Verzegelnodig): Promise<void> {
  const grens = await leesGrens(db);
  if (grens === undefined) return;
  let verzegeld: number;
  do verzegeld = await db.transaction().execute((trx) => verzegelDeel(trx, grens, hoofdsleutel, nu()));
  while (verzegeld === MEESTE);
}

/**
 * The next rows of the log. While another node does the same, this one does nothing: a lock decides, and the keys of
 * the tables would refuse a second chain even without it. The tree is hashed within the transaction, which takes some
 * milliseconds and holds nothing that a sign-in needs.
 * @param grens the last number up to which the log is complete
 * @returns how many rows
 */
async function verzegelDeel(trx: Database, grens: number, hoofdsleutel: string, nu: Temporal.Instant): Promise<number> {
  if (!(await probeerZegel(trx))) return 0;
  const vorige = await leesLaatsteCheckpoint(trx);
  const bladen = await leesBladen(trx, vorige?.tot_volgnummer ?? 0, grens);
  const laatste = bladen.at(-1);
  if (!laatste) return 0;
  const rand = await leesRand(trx, vorige?.omvang ?? 0);
  const { omvang, wortel, tegels } = await laatGroeien(
    vorige?.omvang ?? 0,
    (niveau, nummer) => rand.find((tegel) => tegel.niveau === niveau && tegel.nummer === nummer)?.hashes,
    bladen.map(({ blad }) => blad),
  );
  await schrijfTegels(trx, metVolgnummers(tegels, rand, bladen));
  const gezet_op = await leesZegelmoment(trx, nu);
  const tekenaars = await leesTekenaars(trx, hoofdsleutel, gezet_op);
  const notitie = maakCheckpoint({ origin: tekenaars[0].naam, omvang, wortel }, tekenaars);
  const tot_volgnummer = laatste.volgnummer;
  await zetCheckpoint(trx, { omvang, vorige: vorige?.omvang ?? null, wortel, tot_volgnummer, notitie, gezet_op });
  return bladen.length;
}

interface Blad {
  volgnummer: number;
  blad: Buffer;
}

/** The database hashes the rows: this account may not read them. */
async function leesBladen(trx: Database, na: number, tot: number): Promise<Blad[]> {
  const { rows } = await sql<Blad>`select volgnummer, blad from privacylog_bladen(${na}, ${tot}, ${MEESTE})`.execute(
    trx,
  );
  return rows;
}

/** Tiles of leaves with the rows that they are of. */
function metVolgnummers(tegels: readonly Tegel[], rand: readonly Tegelrij[], bladen: readonly Blad[]): Tegelrij[] {
  const nummers = [
    ...(rand.find(({ niveau }) => niveau === 0)?.volgnummers ?? []),
    ...bladen.map(({ volgnummer }) => volgnummer),
  ];
  const eerste = tegels[0]?.nummer ?? 0;
  return tegels.map((tegel) => {
    const begin = (tegel.nummer - eerste) * BREEDTE;
    return { ...tegel, volgnummers: tegel.niveau === 0 ? nummers.slice(begin, begin + BREEDTE) : null };
  });
}
