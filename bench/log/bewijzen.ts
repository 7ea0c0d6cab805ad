import { sql } from 'kysely';
import { BREEDTE, HASHLENGTE } from '../../src/privacy/boom/tegel.ts';
import { maakBewijs } from '../../src/privacy/controle/bewijs/maak_bewijs.ts';
import { type Database, migreer, openDatabase } from '../../src/store/index.ts';
import type { Cluster } from '../postgres.ts';

const WEINIG = 20_000;
/** Rows that are proven, spread over the log. */
const BEWEZEN = 100;
const RONDEN = 9;

export interface Bewijzenmeting {
  /** Milliseconds per proof, by round. */
  bijWeinig: number[];
  bijVeel: number[];
}

/** Makes proofs of rows in a small log and in a large one, in turn. */
export async function meetBewijzen(cluster: Cluster, veel: number): Promise<Bewijzenmeting> {
  const klein = await maakBoom(cluster, 'bewijzen_klein', WEINIG);
  const groot = await maakBoom(cluster, 'bewijzen_groot', veel);
  try {
    await cluster.rust();
    const [bijWeinig, bijVeel]: [number[], number[]] = [[], []];
    for (let ronde = 0; ronde <= RONDEN; ronde++) {
      bijWeinig.push(await bewijsAlle(klein, WEINIG));
      bijVeel.push(await bewijsAlle(groot, veel));
    }
    // The first round of each warms up.
    return { bijWeinig: bijWeinig.slice(1), bijVeel: bijVeel.slice(1) };
  } finally {
    await klein.destroy();
    await groot.destroy();
  }
}

const volgnummers = (omvang: number) =>
  Array.from({ length: BEWEZEN }, (_, i) => 1 + Math.floor((i * omvang) / BEWEZEN));

async function bewijsAlle(db: Database, omvang: number): Promise<number> {
  const begin = performance.now();
  for (const volgnummer of volgnummers(omvang)) {
    const bewijs = await maakBewijs({ log: db, dienst: db, rij: { volgnummer } });
    if (bewijs?.plaats !== volgnummer - 1) throw new Error(`geen bewijs van rij ${volgnummer}`);
  }
  return (performance.now() - begin) / BEWEZEN;
}

/** A tree of made-up hashes: to make a proof, one reads tiles and computes no rows. */
async function maakBoom(cluster: Cluster, naam: string, omvang: number): Promise<Database> {
  const beheer = openDatabase(cluster.url('postgres'), () => {}, { verbindingen: 1 });
  await sql`create database ${sql.id(naam)}`.execute(beheer);
  await beheer.destroy();
  const db = openDatabase(cluster.url(naam), () => {}, { verbindingen: 1, tijdslimiet: 0 });
  await migreer(db);
  for (let niveau = 0, hashes = omvang; hashes > 0; niveau++, hashes = Math.floor(hashes / BREEDTE)) {
    await sql`
      insert into privacylogtegels (niveau, nummer, hashes, volgnummers)
      select ${niveau}::int, n, decode(repeat(md5(n::text) || md5((n + 1)::text), aantal), 'hex'),
        case ${niveau}::int when 0 then array(select generate_series(n * ${BREEDTE} + 1, n * ${BREEDTE} + aantal)) end
      from generate_series(0, ${Math.ceil(hashes / BREEDTE) - 1}::bigint) n,
        lateral (select least(${BREEDTE}, ${hashes}::bigint - n * ${BREEDTE})::int as aantal)`.execute(db);
  }
  await sql`insert into privacylogcheckpoints (omvang, wortel, tot_volgnummer, notitie, gezet_op)
    values (${omvang}, ${Buffer.alloc(HASHLENGTE)}, ${omvang}, 'made up', now())`.execute(db);
  await sql`
    insert into privacylog (volgnummer, tijdstip, wie_soort, wie_id, hoedanigheid, doel, stroom, gegevens, artikelen, aanleiding)
    select n, now(), 'operator', 'bench', 'operator', 'toezicht', null, '{privacylog}', '{}', 'opzoeking'
    from unnest(${volgnummers(omvang)}::bigint[]) n`.execute(db);
  await sql`vacuum (analyze)`.execute(db);
  return db;
}
