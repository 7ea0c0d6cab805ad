import { type Akte, type Geldigheid, hoogstens, type Levensloop, type Protocollen } from '../../protocol/index.ts';
import { omBeurt } from '../../store/index.ts';
import { leesToepassingen, type Toepassing, type Toepassingen } from '../dossiers/lees_toepassingen.ts';
import { akteOp } from './akte_op_dag.ts';
import { type Configstand, leesConfigstand, verschil } from './configstand.ts';
import { dagkaart } from './dagkaart.ts';
import { beoordeelToepassing } from './oordeel.ts';
import { maakOpenstelling, type Openstellingbenodigdheden, type Toestand } from './openstelling.ts';
import { volgAkten } from './volg_akten.ts';
import { volgHouders } from './volg_houders.ts';
import { volgLevenslopen } from './volg_levenslopen.ts';
import { volgStops } from './volg_stops.ts';
import { volgTeksten } from './volg_teksten.ts';
import { volgVersies } from './volg_versies.ts';
import { zonderVerzonnen } from './zonder_verzonnen.ts';

/**
 * The applications as they are now. `alle` is one map that follows the configuration. Readers just look in
 * it.
 */
export interface LevendeToepassingen {
  alle: ReadonlyMap<string, Toepassing>;
  /** Were open and no longer are, with their last reading, while their closing is under way. */
  gesloten: ReadonlyMap<string, Toepassing>;
  /**
   * Applications to tell that a pupil signed out. A closing one is told with its last reading. Another party
   * under the same client_id is never told.
   */
  afmeldbaar(): Iterable<Toepassing>;
  /**
   * An application as its act is today, narrowed to what another text of that act gave too: what was begun under
   * that text gets no more than it did then.
   * @param hash of the text under which it was begun
   * @returns undefined where the application is gone, or where this node does not know that text
   */
  hoogstensOnder(clientId: string, hash: string): Toepassing | undefined;
  /** Names the opening of an application: its moment. Every node gives the same. Undefined while it is closed. */
  openingVan(clientId: string): string | undefined;
  /**
   * Reads the folder again. A stop counts at once. Any other change counts when two readings in a row are
   * equal, because a file may be half saved. When the folder does not come to rest for three turns, it counts
   * as it is.
   */
  verversUitMap(): Promise<void>;
  /**
   * Reads stops from the database again, whatever the state of the folder. A database that hangs delays only
   * this.
   */
  verversUitDatabase(): Promise<void>;
  /**
   * The gate calls this before it trusts the known stops: it reads them when the last reading is too old.
   * @throws Error with code `stops_ongelezen`
   */
  leesStopsZoNodig(): Promise<void>;
  /** An act, if it is in force today. Also one under which no application works. */
  akteInWerking(naam: string): Akte | undefined;
  /** The life of each act, as it is today: what its texts say, what comes, and how it ended. From memory. */
  leesLevenslopen(): readonly Levensloop[];
  /** Finishes closings and opens what may open. */
  verversOpenstelling(): Promise<void>;
}

export interface Volgbenodigdheden extends Omit<Openstellingbenodigdheden, 'meldGesloten'> {
  configmap: string;
  /** Folder of the parties, if not in the configuration folder. */
  partijenmap?: string | undefined;
  /** Whether made-up parties may sign. */
  demo: boolean;
  /**
   * Is called for each application that this node closed, with the reason. Undefined where its dossier is
   * gone.
   */
  meldGesloten(clientId: string, geldigheid: Geldigheid | undefined): void;
  /** Is called once for files that did not come to rest. */
  meldOnrust(bestanden: string[]): void;
  /** Is called once for an application whose client_id belongs to another party. */
  meldAnderePartij(clientId: string, fout: string): void;
  /** Chooses which of the applications may be used, by client_id, and logs the others itself. */
  kies(gelezen: Toepassingen): Promise<ReadonlySet<string>>;
  /** Changes when something outside the folder changes that the choice depends on. */
  grond(): Promise<string>;
}

/**
 * Turns of two seconds during which the folder may keep changing.
 * docs/keuzes/stopzetten.md#a-change-of-the-folder-counts-when-two-readings-in-a-row-are-equal
 */
const GEDULD = 3;

export async function volgToepassingen(nodig: Volgbenodigdheden): Promise<LevendeToepassingen> {
  const { db, klok, configmap, partijenmap, demo, kies, grond } = nodig;
  const stops = volgStops(db, klok, configmap, (naam) => akten.van(naam));
  const levenslopen = volgLevenslopen(db, klok, stops.bekend);
  const loopVan = (naam: string) => levenslopen.vandaag().get(naam);
  const akten = volgAkten(klok, (naam) => loopVan(naam)?.tekst?.hash);
  const versies = volgVersies(db, klok, ({ naam, hash }) => loopVan(naam)?.nu?.hash === hash);
  const houders = volgHouders(db, nodig.meldAnderePartij);
  const toestand = {
    open: new Map<string, Toepassing>(),
    gesloten: new Map(),
    geopend: new Map(),
    stops: stops.bekend,
  } satisfies Toestand;

  let protocollen: Protocollen = { dossiers: [], partijen: [], fouten: [] };
  const akteoordeelVan = ({ protocol, protocolHash }: Toepassing) =>
    loopVan(protocol.protocol)?.versies.find(({ hash }) => hash === protocolHash)?.geldigheid;
  const oordeel = (toepassing: Toepassing, vandaag: Temporal.PlainDate, geopend: boolean) =>
    beoordeelToepassing({
      geldigheid: toepassing.geldigheidOp(vandaag),
      akteoordeel: akteoordeelVan(toepassing),
      stopzetting: stops.bekend.get(toepassing.protocol.protocol),
      stopfout: stops.onleesbaar.get(toepassing.protocol.protocol),
      houderfout: houders.bezwaar(toepassing),
      geopend,
      vandaag,
    });
  const isGeopend = (clientId: string, { protocolHash }: Toepassing) =>
    toestand.geopend.has(clientId) && !toestand.gesloten.has(clientId) && versies.isBewaard(protocolHash);
  const teksten = volgTeksten(levenslopen.vandaag);
  const alle = dagkaart(teksten.vanVandaag);
  const neemOver = async (nieuw: Toepassingen) => {
    const bruikbaar = await kies(nieuw);
    protocollen = demo ? nieuw.protocollen : zonderVerzonnen(nieuw.protocollen);
    versies.neemOver(protocollen);
    akten.neemOver(protocollen.dossiers);
    levenslopen.neemOver(protocollen);
    teksten.neemOver(nieuw, bruikbaar, (clientId, toepassing) => ({
      ...toepassing,
      geldigheidOp: (vandaag) => oordeel(toepassing, vandaag, isGeopend(clientId, toepassing)),
    }));
  };
  /**
   * Whether another node took over with a text that is not in the folder of this one. That is no closing: this
   * node lets nobody in, and the other one keeps the application open.
   */
  const isElders = ({ protocol: { protocol: naam }, protocolHash }: Toepassing) => {
    const tekst = loopVan(naam)?.tekst;
    if (tekst?.fase !== 'gesloten' || tekst.hash === protocolHash) return false;
    return !protocollen.dossiers.some(({ hash }) => hash === tekst.hash);
  };
  /**
   * Another protocol means another agreement, even when there is no moment between the two.
   * @returns whether any can open now: it was closed, or its act has other bytes than before
   */
  const bekijk = (): boolean => {
    const vandaag = klok.vandaag();
    const wasOpen = toestand.open;
    levenslopen.herbereken();
    const gelezen = teksten.gelezen();
    toestand.open = new Map([...gelezen].filter(([, toepassing]) => oordeel(toepassing, vandaag, true).in_werking));
    houders.meldBezwaren(gelezen.values());
    for (const [clientId, was] of wasOpen) {
      if (toestand.open.get(clientId)?.protocol.protocol === was.protocol.protocol) continue;
      if (isElders(was)) toestand.geopend.delete(clientId);
      else toestand.gesloten.set(clientId, was);
    }
    return [...toestand.open].some(
      ([clientId, { protocolHash }]) => !wasOpen.has(clientId) || !versies.isBewaard(protocolHash),
    );
  };

  const leesNu = () =>
    leesToepassingen(configmap, stops.bekend, partijenmap, {
      vandaag: klok.vandaag(),
      bewaard: levenslopen.bewaard(),
    });

  await stops.verversUitDatabase();
  await levenslopen.verversUitDatabase();
  await houders.ververs();
  const kijk = async (geheimen: string): Promise<Configstand> =>
    new Map([...(await leesConfigstand(configmap, partijenmap)), ['geheimen', geheimen]]);
  let gezien = await kijk(await grond());
  let vorige = gezien;
  let beurten = 0;
  let isOnrustGemeld = false;
  await neemOver(await leesNu());
  await stops.verversUitMap();
  bekijk();
  const verversOpenstelling = maakOpenstelling(
    {
      ...nodig,
      meldGesloten: (clientId) => nodig.meldGesloten(clientId, alle.get(clientId)?.geldigheidOp(klok.vandaag())),
    },
    toestand,
    versies,
    {
      ...houders,
      async ververs() {
        await houders.ververs();
        bekijk();
      },
    },
  );
  // What can't be opened now is tried again at the next turn, and logged there. The node serves the others
  // meanwhile.
  await verversOpenstelling().catch(() => {});

  const leesMap = async () => {
    const geheimen = await grond();
    const stand = await kijk(geheimen);
    const bewogen = verschil(stand, vorige);
    vorige = stand;
    const isNieuw = verschil(stand, gezien).length > 0;
    beurten = isNieuw ? beurten + 1 : 0;
    if (!isNieuw && !bewogen.length) isOnrustGemeld = false;
    const isOnrustig = () => bewogen.length > 0 && beurten < GEDULD;
    if (!isNieuw || isOnrustig()) return;
    const nieuw = await leesNu();
    // What changed during the reading is read again.
    vorige = await kijk(geheimen);
    bewogen.push(...verschil(vorige, stand));
    if (isOnrustig()) return;
    if (bewogen.length && !isOnrustGemeld) nodig.meldOnrust(bewogen);
    isOnrustGemeld ||= bewogen.length > 0;
    await neemOver(nieuw);
    gezien = stand;
    beurten = 0;
  };
  const verversUitDatabase = omBeurt(async () => {
    await stops.verversUitDatabase();
    await levenslopen.verversUitDatabase();
    bekijk();
  });
  const leesStopsZoNodig = async () => {
    if (stops.isVers()) return;
    const [uitkomst] = await Promise.allSettled([verversUitDatabase()]);
    if (stops.isVers()) return;
    const cause = uitkomst.status === 'rejected' ? uitkomst.reason : undefined;
    throw Object.assign(new Error('de stopzettingen zijn niet te lezen', { cause }), { code: 'stops_ongelezen' });
  };
  return {
    alle,
    gesloten: toestand.gesloten,
    afmeldbaar: () => [...new Map([...alle, ...toestand.gesloten]).values()].filter((een) => !houders.bezwaar(een)),
    hoogstensOnder(clientId, hash) {
      const nu = alle.get(clientId);
      if (!nu || nu.protocolHash === hash) return nu;
      const toen = teksten.onderTekst(clientId, hash);
      return toen && { ...nu, ...hoogstens(toen, nu) };
    },
    openingVan: (clientId) => toestand.geopend.get(clientId)?.geopendOp.toString(),
    verversUitMap: omBeurt(async () => {
      await stops.verversUitMap();
      const isHeropend = bekijk();
      await leesMap();
      // Not awaited: a database that hangs must not delay the folder. A failure is logged at its own turn.
      if (bekijk() || isHeropend) void verversOpenstelling().catch(() => {});
    }),
    verversUitDatabase,
    leesStopsZoNodig,
    akteInWerking: (naam) =>
      akteOp({ protocollen, levenslopen: levenslopen.vandaag(), stops, versies, demo }, naam, klok.vandaag()),
    leesLevenslopen: () => [...levenslopen.vandaag().values()],
    verversOpenstelling,
  };
}
