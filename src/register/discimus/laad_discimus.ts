import { sql } from 'kysely';
import type { Klok } from '../../klok.ts';
import { type Database, type Laadverbinding, metLaadverbinding, zonderIndexen } from '../../store/index.ts';
import { herkenPersonen } from './herkennen/personen.ts';
import { legTwijfelsVoor } from './herkennen/twijfel.ts';
import { Weigering } from './lezen/geweigerde_levering.ts';
import { maakPlaats } from './lezen/klaarzetten.ts';
import { leesManifest, type Manifest } from './lezen/manifest.ts';
import { neemOp, type Opgenomen, type Opnemer } from './lezen/opnemen.ts';
import { volgHerstructurering, volgNaslag, weigerOnbekende } from './scholen/naslag.ts';
import { leesAchterblijvers } from './scholen/schoolkeuzes.ts';
import { beeindigVerdwenen, telLopende } from './toepassen/einden.ts';
import { volgInschrijvingen } from './toepassen/inschrijvingen.ts';
import { identificeer, werkLeerlingenBij, wijzigInsz } from './toepassen/leerlingsleutels.ts';
import { vindOnbevestigde } from './toepassen/onbevestigd.ts';
import { voegSamen } from './toepassen/samenvoegen.ts';
import { voegLeerlingenToe } from './toepassen/toevoegen.ts';
import { vindGeraakten } from './toepassen/vertrokken.ts';
import { bewaarVerslag, eisNieuwer, type Laadverslag } from './verslag/ladingsverslag.ts';
import { vergeetOpgeloste } from './verslag/twijfellijst.ts';
import { telUitval } from './verslag/uitval.ts';

export interface Laadbenodigdheden {
  databaseUrl: string;
  klok: Klok;
  inszPeper: string;
  /** Called in the transaction: accounts that went or whose pupil left a school stand in `geraakte_accounts`, with the pupil of before. */
  naVerandering?(trx: Database): Promise<void>;
  voortgang?: Opnemer['voortgang'];
  /** Called before each of them, once the delivery is read. */
  stap?(stap: Laadstap): void;
  /** Writes the row by row report, before a trial or a refusal takes all back: see `uitval.ts`. */
  metUitkomst?(verbinding: Laadverbinding): Promise<void>;
}

export type Laadstap = 'scholen' | 'personen' | 'leerlingen' | 'inschrijvingen' | 'einden' | 'bewaren';

export interface Laadopties {
  /** Shows what would change, and changes nothing. */
  proef?: boolean;
  /** Loads what looks wrong as a whole: too many refused lines, too many endings, an older delivery. */
  toch?: boolean;
}

/** Above either, something is wrong with the delivery rather than with its lines. Small schools may have a few. */
const HOOGSTE_UITVAL = { deel: 0.01, altijd: 20 };
const HOOGSTE_EINDEN = { deel: 0.05, altijd: 20 };

/**
 * Loads a delivery of Discimus: all of it or nothing. One load at a time; killed at any point the register is as before.
 * @throws Weigering with what to do, when the delivery is not to be trusted as a whole
 */
export function laadDiscimus(
  nodig: Laadbenodigdheden,
  manifestpad: string,
  opties: Laadopties = {},
): Promise<Laadverslag> {
  return metLaadverbinding(nodig.databaseUrl, async (verbinding) => {
    const begonnen = nodig.klok.nu();
    await eisAlleen(verbinding.db);
    const manifest = await leesManifest(manifestpad);
    await maakPlaats(verbinding.db);
    const { inszPeper: peper, voortgang = () => {} } = nodig;
    const opgenomen = await neemOp({ verbinding, manifestpad, peper, voortgang }, manifest);
    await sql`analyze klaar, verdwenen`.execute(verbinding.db);
    const verslag = await inTransactie(verbinding.db, opties.proef === true, (trx) =>
      verwerk(trx, nodig, { verbinding, manifest, opgenomen, begonnen, toch: opties.toch === true }),
    );
    return verslag;
  });
}

async function eisAlleen(db: Database): Promise<void> {
  const { rows } = await sql<{
    vrij: boolean;
  }>`select pg_try_advisory_lock(hashtext('leerid.discimus')) as vrij`.execute(db);
  if (!rows[0]?.vrij) throw new Weigering('loopt_al', 'Er loopt al een lading: wacht tot die klaar is.');
}

/** A trial does everything and then takes it back. */
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

interface Levering {
  verbinding: Laadverbinding;
  manifest: Manifest;
  opgenomen: Opgenomen;
  begonnen: Temporal.Instant;
  toch: boolean;
}

async function verwerk(trx: Database, nodig: Laadbenodigdheden, levering: Levering): Promise<Laadverslag> {
  await sql`select schrijf_register_alleen()`.execute(trx);
  if (!levering.toch) await eisNieuwer(trx, levering.manifest.peildatum);
  const leeg = (await trx.selectFrom('leerlingen').select('id').limit(1).execute()).length === 0;
  // Of tables that were never filled PostgreSQL supposes some ten pages, and would plan to hash the delivery instead of them.
  if (leeg) await analyseer(trx, [...GEVULD, 'vroegere_sleutels', 'gebruikersnaamstammen']);
  const werk = async () => {
    const veranderd = await verander(trx, nodig, levering).catch(async (fout) => {
      // Too many lines refused: the operator needs to see which.
      if (fout instanceof Weigering) await nodig.metUitkomst?.(levering.verbinding);
      throw fout;
    });
    nodig.stap?.('bewaren');
    return veranderd;
  };
  const veranderd = await (leeg ? zonderIndexen(trx, GEVULD, werk) : werk());
  // The first pupils change what PostgreSQL knows of its tables more than its own upkeep could follow in time.
  if (leeg) await analyseer(trx, GEVULD);
  await nodig.metUitkomst?.(levering.verbinding);
  const verslag = { ...veranderd, duur: duur(levering.begonnen, nodig.klok.nu()) };
  await bewaarVerslag(trx, levering.manifest, verslag, levering.begonnen, nodig.klok.nu());
  return verslag;
}

/** What a first load fills. */
const GEVULD = ['leerlingen', 'accounts', 'aanmeldmiddelen', 'inschrijvingen'];

const analyseer = (trx: Database, tabellen: readonly string[]) =>
  sql`analyze ${sql.join(tabellen.map((tabel) => sql.table(tabel)))}`.execute(trx);

/** The order matters: first what is known of schools, then who is who, then keys, then enrolments. */
async function verander(
  trx: Database,
  nodig: Laadbenodigdheden,
  { manifest, opgenomen, toch }: Levering,
): Promise<Omit<Laadverslag, 'duur'>> {
  const nu = nodig.klok.nu();
  nodig.stap?.('scholen');
  await volgNaslag(trx);
  const scholen_verhuisd = await volgHerstructurering(trx, nodig.klok.vandaag());
  await weigerOnbekende(trx);
  nodig.stap?.('personen');
  await herkenPersonen(trx, manifest.peildatum);
  const twijfel = await legTwijfelsVoor(trx, nu);
  const afgesloten = await identificeer(trx, nu);
  await wijzigInsz(trx);
  nodig.stap?.('leerlingen');
  const leerlingen_nieuw = await voegLeerlingenToe(trx, nu);
  const samen = await voegSamen(trx, nu);
  await vindOnbevestigde(trx);
  const leerlingen_gewijzigd = await werkLeerlingenBij(trx);
  nodig.stap?.('inschrijvingen');
  const lopend = await telLopende(trx, manifest.peildatum);
  const { toegevoegd, gewijzigd } = await volgInschrijvingen(trx, manifest, nu);
  const geweigerd = await telUitval(trx);
  if (!toch) eisOnder(geweigerd, opgenomen.regels, HOOGSTE_UITVAL, 'te_veel_uitval', 'regels zijn niet bruikbaar');
  nodig.stap?.('einden');
  const { beeindigd, zonder_vervolg, opgeschort } = await beeindigVerdwenen(trx, manifest);
  if (!toch) eisOnder(zonder_vervolg, lopend, HOOGSTE_EINDEN, 'te_veel_einden', 'inschrijvingen zouden eindigen');
  await vergeetOpgeloste(trx, manifest.soort, nu);
  await vindGeraakten(trx, manifest.peildatum);
  await nodig.naVerandering?.(trx);
  const besluiten = await telBesluiten(trx);
  const achtergebleven = scholen_verhuisd ? await leesAchterblijvers(trx, nodig.klok.vandaag()) : [];
  const { regels, ongewijzigd } = opgenomen;
  return {
    regels,
    ongewijzigd,
    toegevoegd,
    gewijzigd,
    beeindigd,
    geweigerd,
    twijfel,
    samengevoegd: samen.samengevoegd,
    gebruikersnamen_afgesloten: new Set([...afgesloten, ...samen.afgesloten]).size,
    ...besluiten,
    leerlingen_nieuw,
    leerlingen_gewijzigd,
    scholen_verhuisd,
    achtergebleven,
    einden_opgeschort: opgeschort,
  };
}

async function telBesluiten(trx: Database): Promise<{ geidentificeerd: number; insz_gewijzigd: number }> {
  const { rows } = await sql<{ geidentificeerd: number; insz_gewijzigd: number }>`
    select count(*) filter (where besluit = 'identificatie')::int as geidentificeerd,
      count(*) filter (where besluit = 'insz_gewijzigd')::int as insz_gewijzigd
    from personen where besluit <> 'nieuw'`.execute(trx);
  return rows[0] ?? { geidentificeerd: 0, insz_gewijzigd: 0 };
}

function eisOnder(
  aantal: number,
  van: number,
  { deel, altijd }: typeof HOOGSTE_UITVAL,
  code: string,
  wat: string,
): void {
  if (aantal <= Math.max(altijd, van * deel)) return;
  throw new Weigering(
    code,
    `${aantal} van ${van} ${wat}, meer dan ${deel * 100} %. Er is niets veranderd. Kijk de levering na, of laad ze met --toch.`,
  );
}

function duur(van: Temporal.Instant, tot: Temporal.Instant): number {
  return tot.since(van).total('seconds');
}
