import { sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import { BREEDTE, HASHLENGTE, tegelpad } from '../../boom/tegel.ts';
import type { Bevinding } from '../bevinding.ts';
import type { Boomtegel } from '../logbron.ts';
import { Uitvoerfout } from '../uitvoer/uitvoerfout.ts';
import type { VerzegeldeTegel } from './rijenkoppeling.ts';

/** Tiles of leaves that are read at a time. */
const PER_KEER = 16;

/** Reads the tiles of a tree, as they were at its size: meanwhile the last ones grow. */
export class Boomtegels {
  readonly #db: Database;
  #bladtegels: VerzegeldeTegel[] = [];

  constructor(db: Database) {
    this.#db = db;
  }

  /** @throws Uitvoerfout when the tile, or a part of it, is not there */
  async bladen(tegel: Boomtegel): Promise<VerzegeldeTegel> {
    if (this.#bladtegels.at(-1)?.nummer === undefined || (this.#bladtegels.at(-1)?.nummer ?? 0) < tegel.nummer)
      this.#bladtegels = await this.#leesBladtegels(tegel.nummer);
    const rij = this.#bladtegels.find(({ nummer }) => nummer === tegel.nummer);
    return {
      nummer: tegel.nummer,
      hashes: deel(tegel, rij?.hashes),
      volgnummers: rij?.volgnummers.slice(0, tegel.aantal) ?? [],
    };
  }

  /** @throws Uitvoerfout when the tile, or a part of it, is not there */
  async boven(tegel: Boomtegel): Promise<Buffer> {
    const rij = await this.#db
      .selectFrom('privacylogtegels')
      .select('hashes')
      .where('niveau', '=', tegel.niveau)
      .where('nummer', '=', tegel.nummer)
      .executeTakeFirst();
    return deel(tegel, rij?.hashes);
  }

  async #leesBladtegels(vanaf: number): Promise<VerzegeldeTegel[]> {
    const rijen = await this.#db
      .selectFrom('privacylogtegels')
      .select(['nummer', 'hashes', 'volgnummers'])
      .where('niveau', '=', 0)
      .where('nummer', '>=', vanaf)
      .orderBy('nummer')
      .limit(PER_KEER)
      .execute();
    return rijen.map((rij) => ({ ...rij, volgnummers: (rij.volgnummers ?? []).map(Number) }));
  }
}

function deel({ niveau, nummer, aantal }: Boomtegel, hashes: Buffer | undefined): Buffer {
  const grootte = HASHLENGTE * aantal;
  if (hashes && hashes.length >= grootte) return Buffer.from(hashes.subarray(0, grootte));
  const plaats = (nummer * BREEDTE + Math.floor((hashes?.length ?? 0) / HASHLENGTE)) * BREEDTE ** niveau;
  throw new Uitvoerfout('staart_weg', `tegel ${tegelpad({ niveau, nummer })} ontbreekt, of een stuk ervan`, plaats);
}

/** A checkpoint is written together with its tiles: leaves behind the last one say that a checkpoint was taken away. */
export async function controleerEinde(db: Database): Promise<Bevinding[]> {
  const { rows } = await sql<{ bladen: number; omvang: number }>`
    select coalesce((select nummer * ${BREEDTE}::bigint + length(hashes) / ${HASHLENGTE}::int from privacylogtegels
        where niveau = 0 order by nummer desc limit 1), 0) as bladen,
      coalesce((select max(omvang) from privacylogcheckpoints), 0) as omvang`.execute(db);
  return rows.flatMap(({ bladen, omvang }) =>
    bladen > omvang ? [{ code: 'einde_zonder_checkpoint', plaats: omvang, tot_plaats: bladen - 1 }] : [],
  );
}
