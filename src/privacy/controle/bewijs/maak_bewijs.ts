import { sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import { type Rijnaam, zoekArchiefrij } from '../../archief/zoek_in_archief.ts';
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
  rij: Rijnaam;
  /** The folder with the files of months that left the database. */
  archief?: string | undefined;
}

/**
 * Makes the proof of one row, under the last checkpoint that a witness cosigned if there is one. It reads the row by
 * an index, or in the archive when it left the database; the tile of its leaf; and one tile of each level.
 * @returns undefined when there is no such row, or when it was erased after its term
 * @throws Error in one line when it is not sealed yet, or when the archive can't be read
 */
export async function maakBewijs({ log, dienst, rij, archief }: Bewijsvraag): Promise<Tlogbewijs | undefined> {
  const gevonden = (await leesRij(log, rij)) ?? (await zoekArchiefrij(dienst, archief, rij));
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

async function leesRij(log: Database, rij: Rijnaam): Promise<Bladrij | undefined> {
  const zoek = 'id' in rij ? sql`id = ${rij.id}` : sql`volgnummer = ${rij.volgnummer}`;
  const { rows } =
    await sql<Bladrij>`select ${sql.raw(BLADKOLOMMEN_SQL)} from privacylog where privacylog.${zoek} limit 1`.execute(
      log,
    );
  return rows[0];
}
