import type { Klok } from '../../klok.ts';
import { isGestopt, type Stopzetting } from '../../protocol/index.ts';
import type { Database } from '../../store/index.ts';
import { omBeurt } from '../../store/index.ts';
import type { Toepassing } from '../dossiers/lees_toepassingen.ts';
import { houderbezwaar, neemHouder } from '../houders.ts';
import {
  alsOpenrij,
  bevestigOpenrijen,
  leesOpenrijen,
  lezingVan,
  type Openrij,
  opSlot,
  vernieuwOpenrij,
} from '../openrijen.ts';
import { type Stilte, telStilte, verlaten } from './stilte.ts';
import type { Houders } from './volg_houders.ts';
import type { Versies } from './volg_versies.ts';

/** The opening that this node takes part in, and the reading that it opened with. */
export interface GeopendeToepassing {
  geopendOp: Temporal.Instant;
  lezing: string;
}

/** The conclusions of this node from its own reading. `volg_toepassingen.ts` keeps them. */
export interface Toestand {
  /** Open today, as the configuration and the stops say. */
  open: ReadonlyMap<string, Toepassing>;
  /** Were open and no longer are, with their last reading. Each stays here until its closing is done. */
  gesloten: Map<string, Toepassing>;
  /** Open in the database too. Only these let anybody in. */
  geopend: Map<string, GeopendeToepassing>;
  stops: ReadonlyMap<string, Stopzetting>;
}

/** What is needed to tell an application that it closed. */
export type Ontvanger = Pick<Openrij, 'client_id' | 'backchannel_logout_uri' | 'id_token_signed_response_alg'>;

export interface Openstellingbenodigdheden {
  db: Database;
  klok: Klok;
  /** Ends everything that an application got and tells it, in this transaction. */
  ruimOp(trx: Database, ontvanger: Ontvanger): Promise<void>;
  /** Is called for each application that this node closed. */
  meldGesloten(clientId: string): void;
}

/**
 * Makes what is open in the database equal to what this node reads. A node closes two things: what it opened
 * itself, if the row still has that opening and that reading; and what no node confirms any more. It knows
 * nothing of the rest, because another node may have a newer folder.
 * docs/keuzes/stopzetten.md#a-node-closes-what-it-knows-to-be-closed
 */
export function maakOpenstelling(
  nodig: Openstellingbenodigdheden,
  toestand: Toestand,
  versies: Versies,
  houders: Houders,
): () => Promise<void> {
  const { db, klok, ruimOp, meldGesloten } = nodig;
  const { gesloten, geopend } = toestand;
  let stilte: Stilte = new Map();
  /**
   * Applications that could not be opened before. They are tried last, so that they keep none of the others
   * closed.
   */
  const laatst = new Set<string>();

  const sluit = (clientId: string, isDeze: (rij: Openrij | undefined) => boolean, was?: Toepassing) =>
    opSlot(db, clientId, async (trx, rij) => {
      const ontvanger = rij ?? (was && alsOpenrij(was));
      if (!ontvanger || !isDeze(rij)) return false;
      await ruimOp(trx, ontvanger);
      await trx.deleteFrom('open_toepassingen').where('client_id', '=', clientId).execute();
      return true;
    });

  const sluitEigen = async () => {
    for (const [clientId, was] of gesloten) {
      const eigen = geopend.get(clientId);
      // Without a row, another node closed it. What this node gave since then must end as well.
      const isDeze = (rij: Openrij | undefined) =>
        rij === undefined || (eigen?.lezing === rij.lezing && eigen.geopendOp.equals(rij.geopend_op));
      // Move it to the end, so that one that can't be closed now does not keep another one open.
      gesloten.delete(clientId);
      gesloten.set(clientId, was);
      const isGesloten = await sluit(clientId, isDeze, was);
      geopend.delete(clientId);
      gesloten.delete(clientId);
      if (isGesloten) meldGesloten(clientId);
    }
  };

  /** While all nodes were down, its protocol may have ended and another one may have begun. */
  const isVoorbij = ({ protocol, tot }: Openrij) => {
    const vandaag = klok.vandaag();
    if (tot && Temporal.PlainDate.compare(tot, vandaag) < 0) return true;
    return isGestopt(toestand.stops.get(protocol), vandaag);
  };

  /**
   * Starts with nothing left of before: a request that was under way when the application closed may have
   * left something behind.
   * @returns the time of opening. Undefined where another node closed it, or where the client_id belongs to
   * another party
   */
  const laatOpen = (clientId: string, toepassing: Toepassing) =>
    opSlot(db, clientId, async (trx, rij) => {
      const houder = await neemHouder(trx, toepassing, klok.nu());
      houders.onthoud(houder);
      if (houderbezwaar(houder, toepassing)) return undefined;
      if (!geopend.has(clientId) && (!rij || isVoorbij(rij))) {
        await ruimOp(trx, rij ?? alsOpenrij(toepassing));
        await trx.deleteFrom('open_toepassingen').where('client_id', '=', clientId).execute();
        await trx.insertInto('open_toepassingen').values(alsOpenrij(toepassing)).execute();
      }
      return vernieuwOpenrij(trx, toepassing, houder.nummer);
    });

  const open = async () => {
    const bewaard = [...toestand.open].filter(([, { protocolHash }]) => versies.isBewaard(protocolHash));
    const lezingen = bewaard.map(([clientId, toepassing]) => ({
      clientId,
      toepassing,
      lezing: lezingVan(toepassing),
    }));
    const nieuw = lezingen.filter(
      ({ clientId, lezing }) => !gesloten.has(clientId) && geopend.get(clientId)?.lezing !== lezing,
    );
    for (const { clientId, toepassing, lezing } of nieuw.toSorted(
      (a, b) => +laatst.has(a.clientId) - +laatst.has(b.clientId),
    )) {
      laatst.add(clientId);
      const geopendOp = await laatOpen(clientId, toepassing);
      laatst.delete(clientId);
      if (geopendOp && !gesloten.has(clientId)) geopend.set(clientId, { geopendOp, lezing });
    }
  };

  const sluitVerlaten = async () => {
    const rijen = await leesOpenrijen(db);
    const vreemd = rijen.filter(({ client_id }) => !toestand.open.has(client_id) && !gesloten.has(client_id));
    stilte = telStilte(stilte, vreemd);
    for (const { client_id, bevestigd_op } of verlaten(stilte, vreemd)) {
      const isGesloten = await sluit(client_id, (rij) => rij?.bevestigd_op.equals(bevestigd_op) === true);
      if (isGesloten) meldGesloten(client_id);
    }
  };

  const bevestig = async () => {
    const open = [...geopend].filter(([clientId]) => !gesloten.has(clientId));
    const bevestigd = await bevestigOpenrijen(
      db,
      open.map(([clientId]) => clientId),
    );
    for (const [clientId, opening] of open) {
      if (gesloten.has(clientId)) continue;
      const geopendOp = bevestigd.get(clientId);
      // Another node closed it, but this node reads that it is open, so it will open it again.
      if (geopendOp) geopend.set(clientId, { ...opening, geopendOp });
      else geopend.delete(clientId);
    }
  };

  return omBeurt(async () => {
    const fouten: unknown[] = [];
    for (const stap of [bevestig, sluitEigen, houders.ververs, versies.bewaar, open, sluitVerlaten])
      await stap().catch((fout) => fouten.push(fout));
    if (fouten.length) throw fouten[0];
  });
}
