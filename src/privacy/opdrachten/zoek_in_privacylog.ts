import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { TIJDZONE } from '../../klok.ts';
import type { Database } from '../../store/index.ts';
import { type Huisomgeving, minuut } from '../../terminal/index.ts';
import { zoekInLog } from '../archief/zoek_in_log.ts';
import type { Zoekvraag } from '../archief/zoekvraag.ts';
import type { Bladrij } from '../boom/blad.ts';
import type { Opzoekdoel } from '../regel/doel.ts';
import { schrijfOperatoropzoeking } from '../regel/opzoeking.ts';
import { metLogdatabase } from './met_logdatabase.ts';

export interface Zoekopties {
  doel: Opzoekdoel;
  leerling?: string;
  account?: string;
  client?: string;
  levering?: string;
  protocol?: string;
  van?: Temporal.PlainDate;
  tot?: Temporal.PlainDate;
  archief?: string;
  hoogstens: number;
  ndjson: boolean;
}

type Zoekomgeving = Pick<Huisomgeving, 'klok' | 'leesVroegereLeerlingen' | 'leesLeerlingVanAccount'>;

/**
 * Shows rows of the log, after a row that says that somebody looked. That row is written by the account that serves:
 * who may read the log can't write in it.
 */
export async function zoekInPrivacylog(
  hier: Zoekomgeving,
  opties: Zoekopties,
  { uit, terzijde }: { uit: Writable; terzijde: Writable },
): Promise<boolean> {
  const { leerling, account, client, levering, protocol, van, tot } = opties;
  if (![leerling, account, client, levering, protocol, van, tot].some(Boolean))
    throw new Error('zeg waarnaar: een leerling, account, toepassing, levering, protocol of periode');
  return metLogdatabase(async ({ log, dienst }) => {
    const { leerlingen, vraag } = await alsVraag(hier, dienst, opties);
    const opzoeking = { opdracht: 'privacylog zoek', doel: opties.doel, gegevens: ['privacylog'] } as const;
    await schrijfOperatoropzoeking(dienst, hier.klok, { ...opzoeking, leerlingen });
    return toonRijen(zoekInLog({ log, dienst, map: opties.archief }, vraag), opties, { uit, terzijde });
  });
}

/** Also rows of before a merge, under the keys of that time. */
async function alsVraag(
  { leesVroegereLeerlingen, leesLeerlingVanAccount }: Zoekomgeving,
  dienst: Database,
  { leerling, account, client, levering, protocol, van, tot }: Zoekopties,
): Promise<{ leerlingen: readonly string[] | undefined; vraag: Zoekvraag }> {
  const begin = (dag: Temporal.PlainDate) => dag.toZonedDateTime(TIJDZONE).toInstant();
  const leerlingen = leerling === undefined ? undefined : await leesVroegereLeerlingen(dienst, leerling);
  const vanAccount = account === undefined ? undefined : await leesLeerlingVanAccount(dienst, account);
  const periode = { van: van && begin(van), tot: tot && begin(tot.add({ days: 1 })) };
  return {
    leerlingen: leerlingen ?? (vanAccount === undefined ? undefined : [vanAccount]),
    vraag: { leerlingen, account, client, levering, protocol, ...periode },
  };
}

/** Whoever read the output has seen enough, as with `| head`. */
const LEZER_WEG = 'EPIPE';

/** @returns false when there was more than may be shown */
async function toonRijen(
  rijen: AsyncIterable<Bladrij>,
  { hoogstens, ndjson }: Zoekopties,
  { uit, terzijde }: { uit: Writable; terzijde: Writable },
): Promise<boolean> {
  let getoond = 0;
  let fout: NodeJS.ErrnoException | undefined;
  uit.once('error', (een) => {
    fout = een;
  });
  for await (const rij of rijen) {
    if (fout) break;
    if (getoond === hoogstens) {
      terzijde.write(`er zijn er meer dan ${hoogstens}: vraag minder, of geef --hoogstens mee\n`);
      return false;
    }
    getoond++;
    if (!uit.write(`${ndjson ? JSON.stringify(rij) : alsRegel(rij)}\n`)) await once(uit, 'drain').catch(() => {});
  }
  if (fout && fout.code !== LEZER_WEG) throw fout;
  terzijde.write(`${getoond} ${getoond === 1 ? 'rij' : 'rijen'}\n`);
  return true;
}

/** As `2026-11-23 10:00  aanmelding  leerling <uuid> → smartschool, onder smartschool: naam, voornaam`. */
function alsRegel(rij: Bladrij): string {
  const { aanleiding, wie_soort, wie_id, leerling_id, client_id, ontvanger, protocol, doel, gegevens } = rij;
  const wie = [wie_soort, wie_id].filter(Boolean).join(' ');
  const naar = [client_id, ontvanger].filter(Boolean).join(', ');
  const over = leerling_id ? ` over ${leerling_id}` : '';
  const wat = Array.isArray(gegevens) ? gegevens.join(', ') : '';
  const wanneer = minuut(Temporal.Instant.from(String(rij.tijdstip)));
  return `${wanneer}  ${aanleiding}  ${wie}${over}${naar ? ` → ${naar}` : ''}${protocol ? `, onder ${protocol}` : ''} (${doel}): ${wat}`;
}
