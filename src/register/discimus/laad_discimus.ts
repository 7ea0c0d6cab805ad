import { sql } from 'kysely';
import type { EenKamer, Lading } from '../../kamer.ts';
import type { Klok } from '../../klok.ts';
import { type Database, type Laadverbinding, metLaadverbinding } from '../../store/index.ts';
import { metEersteLading } from './eerste_lading.ts';
import { GeweigerdeLevering, leesManifest, neemOp, type Opnemer } from './lezen/index.ts';
import { bewaarVerslag, eisNieuwer, type Laadverslag } from './verslag/index.ts';
import { type Laadstap, volgLevering } from './volg_levering.ts';
import { maakWerkruimte, werk } from './werkruimte/index.ts';

export interface Laadbenodigdheden {
  databaseUrl: string;
  klok: Klok;
  inszPeper: string;
  /** The rooms with rows that hang on a pupil. A merge moves those rows too. */
  kamers: readonly EenKamer[];
  /**
   * Called in the transaction of the load, when the register is in its final state. `geraakt` reads the
   * accounts that the load touched, in batches.
   */
  naVerandering?(trx: Database, geraakt: Lading['geraakt']): Promise<void>;
  voortgang?: Opnemer['voortgang'];
  /** Called before each step, once the delivery is read. */
  stap?(stap: Laadstap): void;
  /** Writes the row by row report (verslag/uitval.ts), before a trial or a refusal undoes everything. */
  metUitkomst?(verbinding: Laadverbinding): Promise<void>;
}

export interface Laadopties {
  /** Shows what would change, and changes nothing. */
  proef?: boolean;
  /**
   * Also loads a delivery that looks wrong as a whole: too many refused lines, too many endings, or an older
   * delivery.
   */
  toch?: boolean;
}

/**
 * Loads a delivery of Discimus: all of it or nothing. Only one load runs at a time. A load that is killed at
 * any point leaves the register as it was before.
 * @throws GeweigerdeLevering with what to do, when the delivery is not to be trusted as a whole
 */
export function laadDiscimus(
  nodig: Laadbenodigdheden,
  manifestpad: string,
  { proef = false, toch = false }: Laadopties = {},
): Promise<Laadverslag> {
  const { klok, inszPeper: peper, voortgang = () => {} } = nodig;
  return metLaadverbinding(nodig.databaseUrl, async (verbinding) => {
    const begonnen = klok.nu();
    await eisAlleen(verbinding.db);
    const manifest = await leesManifest(manifestpad);
    await maakWerkruimte(verbinding.db);
    const opgenomen = await neemOp({ verbinding, manifestpad, peper, voortgang }, manifest);
    await sql`analyze ${werk.klaar}, ${werk.verdwenen}`.execute(verbinding.db);
    return inTransactie(verbinding.db, proef, async (trx) => {
      await sql`select schrijf_register_alleen()`.execute(trx);
      if (!toch) await eisNieuwer(trx, manifest.peildatum);
      const gevolgd = await metEersteLading(trx, (eersteLading) =>
        toonOokBijWeigering(nodig, verbinding, () =>
          volgLevering(trx, nodig, { manifest, opgenomen, eersteLading, toch }),
        ),
      );
      await nodig.metUitkomst?.(verbinding);
      const klaar = klok.nu();
      const verslag = { ...gevolgd, duur: klaar.since(begonnen).total('seconds') };
      await bewaarVerslag(trx, manifest, verslag, begonnen, klaar);
      return verslag;
    });
  });
}

async function eisAlleen(db: Database): Promise<void> {
  const { rows } = await sql<{
    vrij: boolean;
  }>`select pg_try_advisory_lock(hashtext('leerid.discimus')) as vrij`.execute(db);
  if (!rows[0]?.vrij) throw new GeweigerdeLevering('loopt_al', 'Er loopt al een lading: wacht tot die klaar is.');
}

/** A trial does everything and then undoes it. */
async function inTransactie<T>(db: Database, proef: boolean, doe: (trx: Database) => Promise<T>): Promise<T> {
  const trx = await db.startTransaction().execute();
  try {
    const uitkomst = await doe(trx);
    await (proef ? trx.rollback() : trx.commit()).execute();
    return uitkomst;
  } catch (fout) {
    await trx
      .rollback()
      .execute()
      .catch(() => {});
    throw fout;
  }
}

/** Too many lines were refused, or too much would end. The operator needs to see which lines these are. */
async function toonOokBijWeigering<T>(
  { metUitkomst }: Laadbenodigdheden,
  verbinding: Laadverbinding,
  doe: () => Promise<T>,
): Promise<T> {
  try {
    return await doe();
  } catch (fout) {
    if (fout instanceof GeweigerdeLevering) await metUitkomst?.(verbinding);
    throw fout;
  }
}
