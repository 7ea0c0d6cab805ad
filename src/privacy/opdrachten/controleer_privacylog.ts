import { readFileSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Klok } from '../../klok.ts';
import type { Database } from '../../store/index.ts';
import { maakTijdbalk, type Terminal, type Uitkomst } from '../../terminal/index.ts';
import { leesArchiefstand } from '../archief/archiefmaanden.ts';
import { leesArchieftermijnen } from '../archief/archieftermijnen.ts';
import { inhoudVan } from '../controle/checkpointoordeel.ts';
import { controleerLog } from '../controle/controleer_log.ts';
import { leesOnverzegeld } from '../controle/database/logrijen.ts';
import type { Logbron } from '../controle/logbron.ts';
import type { Logoordeel } from '../controle/logoordeel.ts';
import { leesUitvoermap } from '../controle/uitvoer/lees_uitvoermap.ts';
import { leesUitvoertar } from '../controle/uitvoer/lees_uitvoertar.ts';
import type { Wortelvraag } from '../controle/werk/werkverdeling.ts';
import { metLogdatabase } from './met_logdatabase.ts';
import { beschrijfOnverzegeld, beschrijfOordeel } from './oordeelregels.ts';
import { openLogbron } from './open_logbron.ts';
import { leesSleutels, type Sleutelargument, uitDatabase } from './sleutelargumenten.ts';

export interface Controleopties {
  sleutel?: string[];
  getuige?: string[];
  getuigenis?: string[];
  archief?: string;
  /** Only in an export: the one month that was asked for. */
  maand?: string | undefined;
}

/** Fewer rows are checked before a thread has started. */
const RIJEN_PER_DRAAD = 50_000;

/** Checks an export with public keys alone: no database, no setting. */
export async function controleerUitvoer(
  klok: Klok,
  pad: string,
  opties: Controleopties,
  plek: Terminal,
): Promise<Uitkomst> {
  if (!opties.sleutel?.length)
    return {
      regels: ['geef met --sleutel de publieke sleutel van het log: die in de uitvoer kan vervangen zijn'],
      goed: false,
    };
  const sleutels = await leesSleutels(opties.sleutel, 'ondertekening');
  const bron = statSync(pad).isDirectory() ? leesUitvoermap(pad) : leesUitvoertar(pad);
  return beschrijfOordeel(await controleer(klok, bron, sleutels, opties, plek));
}

/** Checks the log in the database. Without keys it takes those of the database, and says so. */
export function controleerDatabase(klok: Klok, opties: Controleopties, plek: Terminal): Promise<Uitkomst> {
  return metLogdatabase(async (bases) => {
    const voor = await gearchiveerd(bases.dienst);
    const { bron, sleutels: eigen, laatste } = await openLogbron(bases, klok, { archief: opties.archief });
    const gegeven = opties.sleutel?.length ? await leesSleutels(opties.sleutel, 'ondertekening') : undefined;
    const oordeel = await controleer(klok, bron, gegeven ?? uitDatabase(eigen), opties, plek);
    if ((await gearchiveerd(bases.dienst)) !== voor)
      throw new Error('intussen gingen er maanden naar het archief: doe de controle opnieuw');
    const { regels, goed } = beschrijfOordeel(oordeel);
    const nieuw = beschrijfOnverzegeld(await leesOnverzegeld(bases.log, laatste.tot_volgnummer));
    const zonder = gegeven ? [] : ['met de sleutels uit de database zelf; een auditor geeft ze mee met --sleutel'];
    return { regels: [...nieuw, ...zonder, ...regels], goed };
  });
}

/** Which months have left the database. Rows of one that leaves meanwhile would seem to be gone. */
async function gearchiveerd(dienst: Database): Promise<string> {
  return JSON.stringify(
    (await leesArchiefstand(dienst)).map(({ bestand, uit_database_op }) => [bestand, uit_database_op]),
  );
}

async function controleer(
  klok: Klok,
  bron: Logbron,
  sleutels: readonly Sleutelargument[],
  { getuige = [], getuigenis = [], maand }: Controleopties,
  { uit }: Terminal,
): Promise<Logoordeel> {
  const getuigen = await leesSleutels(getuige, 'medeondertekening');
  const { omvang } = bron.omslag;
  const balk = maakTijdbalk(uit, { doet: 'controleren', eenheid: 'rijen' }, omvang);
  try {
    return await controleerLog({
      bron,
      vertrouwen: {
        sleutels: sleutels.map(({ vkey, ...dagen }) => ({ vkey: vkey.tekst, ...dagen })),
        getuigen: getuigen.map(({ vkey }) => vkey.tekst),
      },
      getuigen: getuigen.map(({ vkey }) => vkey.naam),
      bewaard: leesGetuigenissen(getuigenis),
      maand,
      bewaring: { termijn: leesArchieftermijnen(process.env).bewaard, nu: klok.nu() },
      draden: Math.min(availableParallelism(), Math.floor(omvang / RIJEN_PER_DRAAD)),
      meld: balk.meld,
    });
  } finally {
    balk.klaar();
  }
}

/** Checkpoints that a witness kept, the smallest first. */
function leesGetuigenissen(bestanden: readonly string[]): Wortelvraag[] {
  const vragen = bestanden.map((bewaarder) => {
    const notitie = readFileSync(bewaarder, 'utf8');
    return { bewaarder, omvang: inhoudVan(notitie)?.omvang, regel: { notitie } };
  });
  return vragen.sort((a, b) => (a.omvang ?? 0) - (b.omvang ?? 0));
}
