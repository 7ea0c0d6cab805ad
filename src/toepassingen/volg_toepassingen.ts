import type { Klok } from '../klok.ts';
import type { Database } from '../store/database.ts';
import { omBeurt } from '../store/om_beurt.ts';
import { leesConfigstand } from './configstand.ts';
import { leesToepassingen, type Toepassing, type Toepassingen } from './lees_toepassingen.ts';
import { beoordeelToepassing } from './oordeel.ts';
import { volgStops } from './volg_stops.ts';

/** The applications as they are now. `alle` is one map that follows the configuration; readers just look in it. */
export interface LevendeToepassingen {
  alle: ReadonlyMap<string, Toepassing>;
  /**
   * Applications that were open and are no longer, as they were. Each stays shut until who ends its sessions takes it out, so
   * that nothing of before the closing works again after a reopening.
   */
  gesloten: Map<string, Toepassing>;
  /** Looks again in the folder. A stop counts at once, anything else when two readings in a row are equal: a file may be half saved. */
  verversUitMap(): Promise<void>;
  /** Looks again in the database for stops, whatever the folder looks like: one that hangs holds up only itself. */
  verversUitDatabase(): Promise<void>;
}

export interface Volgbenodigdheden {
  db: Database;
  klok: Klok;
  configmap: string;
  /** Which of the applications that were read may be used; tells of the others itself. */
  kies(gelezen: Toepassingen): Promise<ReadonlyMap<string, Toepassing>>;
  /** Changes when something outside the folder does on which that choice rests. */
  grond(): Promise<string>;
}

export async function volgToepassingen(nodig: Volgbenodigdheden): Promise<LevendeToepassingen> {
  const { db, klok, configmap, kies, grond } = nodig;
  const alle = new Map<string, Toepassing>();
  const gesloten = new Map<string, Toepassing>();
  const stops = volgStops(db, klok, configmap);
  let open = new Map<string, Toepassing>();

  const poort = (toepassing: Toepassing): Toepassing => ({
    ...toepassing,
    geldigheidOp: (vandaag) =>
      beoordeelToepassing({
        geldigheid: toepassing.geldigheidOp(vandaag),
        stopzetting: stops.bekend.get(toepassing.protocol.protocol),
        sluitend: gesloten.has(toepassing.dossier.client_id),
        vandaag,
      }),
  });
  const neemOver = async (gelezen: Toepassingen) => {
    const gekozen = await kies(gelezen);
    alle.clear();
    for (const [clientId, toepassing] of gekozen) alle.set(clientId, poort(toepassing));
  };
  const sluit = () => {
    const vandaag = klok.vandaag();
    const wasOpen = open;
    open = new Map([...alle].filter(([, { geldigheidOp }]) => geldigheidOp(vandaag).in_werking));
    for (const [clientId, toepassing] of wasOpen) if (!open.has(clientId)) gesloten.set(clientId, toepassing);
  };

  await stops.verversUitMap();
  await stops.verversUitDatabase();
  let gezien = `${await grond()} ${await leesConfigstand(configmap)}`;
  let vorige = gezien;
  await neemOver(await leesToepassingen(configmap, stops.bekend));
  sluit();

  const leesMap = async () => {
    const nu = await grond();
    const stand = `${nu} ${await leesConfigstand(configmap)}`;
    const isVast = stand === vorige;
    vorige = stand;
    if (stand === gezien || !isVast) return;
    const gelezen = await leesToepassingen(configmap, stops.bekend);
    // What changed while it was read is read again.
    vorige = `${nu} ${await leesConfigstand(configmap)}`;
    if (vorige !== stand) return;
    await neemOver(gelezen);
    gezien = stand;
  };
  return {
    alle,
    gesloten,
    verversUitMap: omBeurt(async () => {
      await stops.verversUitMap();
      sluit();
      await leesMap();
      sluit();
    }),
    verversUitDatabase: omBeurt(async () => {
      await stops.verversUitDatabase();
      sluit();
    }),
  };
}
