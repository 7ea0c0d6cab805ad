import { bundelopdracht, type Database, vraagGebundeld, WACHT_NIET } from '../../store/index.ts';
import type { VerzegeldAntwoord } from '../verzoek/verzegeld_antwoord.ts';

/**
 * Notes that an answer was used. There is no answer when it was used before. When one statement has the same
 * answer twice, the first one counts. The commit does not wait for the disk: a crash that forgets the use also
 * forgets the session that came from it.
 */
const GEBRUIK = bundelopdracht({
  vraag: { id: 'text', iat: 'bigint' },
  sql: ({ vragen, v }) => `
    with v as materialized (
      select ${v.id}, ${v.iat}, min(${v.i}) as i from ${vragen} group by ${v.id}, ${v.iat}
    ),
    nieuw as (
      insert into oidc_gebruikte_antwoorden (id, gemaakt_op)
      select v.id, to_timestamp(v.iat) from v ${WACHT_NIET} order by v.id
      on conflict do nothing returning id
    )
    select ${v.i} from v join nieuw using (id)`,
});

/**
 * Uses an answer of a sign-in page.
 * @returns whether it was not used before. A refusal gives nothing, so it may come again and leaves no row
 */
export async function gebruikAntwoord(
  db: Database,
  { antwoord, gegevenOp, result }: VerzegeldAntwoord,
): Promise<boolean> {
  if (!result.login) return true;
  return (await vraagGebundeld(db, GEBRUIK, { id: antwoord, iat: gegevenOp })) !== undefined;
}
