import { sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import { BLADKOLOMMEN_SQL, type Bladrij, bladtekst } from '../../boom/blad.ts';
import { inclusiebewijs } from '../../boom/inclusie.ts';
import { leesLaatstMedeondertekend, leesMedeondertekeningenVan } from '../../getuigen/medeondertekeningen.ts';
import { type Checkpointrij, leesCheckpoints, leesLaatsteCheckpoint } from '../../zegel/checkpointrijen.ts';
import { leesHashesUit, vindPlaats } from '../../zegel/tegelrijen.ts';
import type { Tlogbewijs } from './tlogbewijs.ts';

export interface Bewijsvraag {
  /** For an account that may read the log. */
  log: Database;
  /** For an account that may read its tree. */
  dienst: Database;
  /** The number of the row, or its id. */
  rij: { volgnummer: number } | { id: string };
}

/**
 * Makes the proof of one row, under the last checkpoint that a witness cosigned if there is one. It reads the row by an index, the tile of its leaf, and one
 * tile of each level.
 * @returns undefined when there is no such row
 * @throws Error in one line when it is not sealed yet
 */
export async function maakBewijs({ log, dienst, rij }: Bewijsvraag): Promise<Tlogbewijs | undefined> {
  const gevonden = await leesRij(log, rij);
  if (!gevonden) return undefined;
  const plaats = await vindPlaats(dienst, Number(gevonden.volgnummer));
  const checkpoint = plaats === undefined ? undefined : await kiesCheckpoint(dienst, plaats);
  if (plaats === undefined || !checkpoint)
    throw new Error('deze rij is nog niet verzegeld: dat gebeurt binnen de minuut, als er een server draait');
  const { omvang, notitie } = checkpoint;
  const mede = await leesMedeondertekeningenVan(dienst, [omvang]);
  return {
    rij: bladtekst(gevonden),
    plaats,
    hashes: await inclusiebewijs(plaats, omvang, leesHashesUit(dienst)),
    checkpoint: notitie + (mede.get(omvang) ?? ''),
  };
}

/** The last one that a witness cosigned, if it has the row; otherwise the last one. */
async function kiesCheckpoint(dienst: Database, plaats: number): Promise<Checkpointrij | undefined> {
  const bevestigd = await leesLaatstMedeondertekend(dienst);
  const [checkpoint] = bevestigd && bevestigd > plaats ? await leesCheckpoints(dienst, bevestigd - 1, 1) : [];
  const laatste = checkpoint ?? (await leesLaatsteCheckpoint(dienst));
  return laatste && laatste.omvang > plaats ? laatste : undefined;
}

async function leesRij(log: Database, rij: Bewijsvraag['rij']): Promise<Bladrij | undefined> {
  const zoek = 'id' in rij ? sql`id = ${rij.id}` : sql`volgnummer = ${rij.volgnummer}`;
  const { rows } =
    await sql<Bladrij>`select ${sql.raw(BLADKOLOMMEN_SQL)} from privacylog where privacylog.${zoek} limit 1`.execute(
      log,
    );
  return rows[0];
}
