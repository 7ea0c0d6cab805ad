import { bundelopdracht, type Database, kolom, vraagGebundeld } from '../../store/index.ts';
import { BREEDTE, HASHLENGTE, type Tegelnaam } from '../boom/tegel.ts';

/**
 * What anybody may read of the log: checkpoints and hashes. Questions of the same moment share a statement, so that no
 * stranger takes more than his share of the connections.
 */

const CHECKPOINT = bundelopdracht({
  vraag: {},
  antwoord: { omvang: kolom<number>('c.omvang'), notitie: kolom<string>('c.notitie') },
  sql: ({ vragen, v, kolommen }) => `
    select ${v.i}, ${kolommen} from ${vragen} cross join lateral (
      select omvang, notitie || coalesce((
        select string_agg(regel, '' order by partij, sleutelnummer) from medeondertekeningen m
        where m.omvang = p.omvang), '') as notitie
      from privacylogcheckpoints p order by omvang desc limit 1) c`,
});

/** The last checkpoint, with the cosignatures that it has. */
export function vraagCheckpoint(db: Database): Promise<{ omvang: number; notitie: string } | undefined> {
  return vraagGebundeld(db, CHECKPOINT, {});
}

const TEGEL = bundelopdracht({
  vraag: { niveau: 'int', nummer: 'bigint', breedte: 'int', van: 'bigint', tot: 'bigint' },
  antwoord: (v) => ({ hashes: kolom<Buffer>(`substr(t.hashes, 1, ${v.breedte} * ${HASHLENGTE})`) }),
  sql: ({ vragen, v, kolommen }) => `
    select ${v.i}, ${kolommen} from ${vragen} join lateral (
      select hashes from privacylogtegels where (niveau, nummer) = (${v.niveau}, ${v.nummer})) t
      on length(t.hashes) >= ${v.breedte} * ${HASHLENGTE}
    where ${v.breedte} = ${BREEDTE}
      or exists (select from privacylogcheckpoints where omvang >= ${v.van} and omvang < ${v.tot})`,
});

/**
 * A tile, full or partial. A partial one is given for the size of a checkpoint alone, as the format has it: so there
 * are no more of them to keep in a cache than there were checkpoints.
 */
export async function vraagTegel(
  db: Database,
  { niveau, nummer, breedte = BREEDTE }: Tegelnaam,
): Promise<Buffer | undefined> {
  const perHash = BREEDTE ** niveau;
  const van = (nummer * BREEDTE + breedte) * perHash;
  // No log gets this large, and PostgreSQL has no number for it.
  if (van + perHash > Number.MAX_SAFE_INTEGER) return undefined;
  const tegel = await vraagGebundeld(db, TEGEL, { niveau, nummer, breedte, van, tot: van + perHash });
  return tegel?.hashes;
}
