import type { Logger } from 'pino';
import type { Klok } from '../../klok.ts';
import { leesPartijgetuigen, type Partijgetuigen } from '../../protocol/index.ts';
import type { Database } from '../../store/index.ts';
import { leesVkey } from '../boom/vkey.ts';
import { leesLaatsteCheckpoint } from '../zegel/checkpointrijen.ts';
import { leesHashesUit } from '../zegel/tegelrijen.ts';
import { logGetuige, logGetuigenfouten } from './getuigenlog.ts';
import { volgendeStand } from './getuigenstand.ts';
import { leesGetuigenstanden, neemBeurt, noteerGetuigenuitkomst } from './medeondertekeningen.ts';
import { vraagGetuige } from './vraag_getuige.ts';

export interface Getuigenbenodigdheden {
  db: Database;
  klok: Klok;
  log: Logger;
  partijenmap: string;
  stuur(adres: string, inhoud: string): Promise<{ status: number; tekst: string }>;
}

export interface Getuigenbode {
  /** Begins to ask every witness that has not cosigned the newest checkpoint. It waits for none of them. */
  kijk(): Promise<void>;
  /** Resolves when every question that is under way has its answer. */
  stop(): Promise<void>;
}

/**
 * Brings each new checkpoint to the witnesses, to each apart: one that is slow or dead delays no other, no sealing and
 * no sign-in.
 */
export function maakGetuigenbode(nodig: Getuigenbenodigdheden): Getuigenbode {
  const onderweg = new Map<string, Promise<void>>();
  const meldFouten = logGetuigenfouten(nodig.log);
  let gestopt = false;
  return {
    async kijk() {
      const { gelezen, fouten } = await leesPartijgetuigen(nodig.partijenmap);
      meldFouten(fouten);
      const checkpoint = gelezen.length ? await leesLaatsteCheckpoint(nodig.db) : undefined;
      if (!checkpoint) return;
      const standen = await leesGetuigenstanden(nodig.db);
      for (const een of gelezen) {
        const stand = standen.get(een.partij);
        const isKlaar = stand?.stand === 'volgt' && stand.omvang === checkpoint.omvang;
        if (gestopt || isKlaar || stand?.isAanDeBeurt === false || onderweg.has(een.partij)) continue;
        const bezoek = bezoekGetuige(nodig, een)
          .catch((err) => nodig.log.error({ err }, 'een getuige bevragen mislukte'))
          .finally(() => onderweg.delete(een.partij));
        onderweg.set(een.partij, bezoek);
      }
    },
    async stop() {
      gestopt = true;
      await Promise.all(onderweg.values());
    },
  };
}

async function bezoekGetuige(
  { db, klok, log, stuur }: Getuigenbenodigdheden,
  { partij, getuige }: Partijgetuigen,
): Promise<void> {
  const beurt = await neemBeurt(db, partij);
  // Read within the turn: another node may just have had a newer one cosigned, and an older one would look like a
  // log whose end was cut off.
  const checkpoint = beurt && (await leesLaatsteCheckpoint(db));
  if (!checkpoint) return;
  const uitkomst = await vraagGetuige({
    checkpoint,
    bekend: beurt.omvang ?? 0,
    vkeys: getuige.sleutels.flatMap((tekst) => leesVkey(tekst) ?? []),
    leesHashes: leesHashesUit(db),
    stuur: (inhoud) => stuur(getuige.adres, inhoud),
  });
  const { volgende, wachten, gebeurtenis } = volgendeStand(beurt, uitkomst);
  const medeondertekend = uitkomst.soort === 'medeondertekend' ? { ...uitkomst, omvang: checkpoint.omvang } : undefined;
  await noteerGetuigenuitkomst(db, {
    partij,
    volgende,
    wachten,
    nu: klok.nu(),
    ...(medeondertekend ? { medeondertekend } : {}),
  });
  if (gebeurtenis) logGetuige(log, gebeurtenis, partij, volgende.reden);
}
