import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { sql } from 'kysely';
import { maakOndertekenaar, stuur } from '../../src/oidc/berichten/afmeldbericht.ts';
import { maakAfmelder, startBezorger } from '../../src/oidc/index.ts';
import { type Database, onderhoudPartities, openDatabase } from '../../src/store/index.ts';
import { vrijePoort } from '../../src/store/ingebed.ts';
import type { Toepassing } from '../../src/toepassingen/index.ts';
import { stuurBericht } from '../../src/uitgaand/ophalen.ts';
import { mediaan } from '../cijfers.ts';
import { startKind } from '../kind.ts';
import { goedkopeHash } from '../systemen.ts';
import type { Hoofdstuk } from '../verslag.ts';
import { maakDatabase } from '../vul.ts';
import type { Opstelling } from './opstelling.ts';

const TOEPASSINGEN = ['een', 'twee', 'drie', 'vier', 'hangt'];
/** As many at a time as LeerID sends to one application. */
const TEGELIJK = 8;
const ISSUER = 'https://leerid.bench.example';
const ZOUT = 'bench';

/**
 * (g) All sessions end in one transaction, and their applications are told. One of the applications hangs.
 * The yardstick signs and sends as many messages without a database, one after the other over as many
 * connections as one application gets.
 */
export async function meetAfmelden({ opties, cluster }: Opstelling): Promise<Hoofdstuk> {
  const { afmeldingen } = opties;
  await maakDatabase(cluster, 'afmelden', afmeldingen, await goedkopeHash());
  const db = openDatabase(cluster.url('afmelden'), () => {}, { verbindingen: 10, opzoeken: true });
  await using ontvanger = await startKind(join(import.meta.dirname, '../ontvanger.ts'));
  const poort = await vrijePoort();
  await ontvanger.vraag('luister', { poort });
  const adres = (clientId: string) => `http://127.0.0.1:${poort}/${clientId}`;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const sleutel = { ...(await exportJWK(privateKey)), alg: 'ES256', kid: 'bench' };
  try {
    await maakSessies(db);
    const accounts = await db.selectFrom('accounts').select('account_uuid').execute();
    await cluster.rust();
    const neerleggen = await meetNeerleggen(
      db,
      TOEPASSINGEN.map((naam) => alsToepassing(naam, adres(naam))),
      accounts.map((een) => een.account_uuid),
    );
    const berichten = await db.selectFrom('afmeldberichten').select('id').execute();
    if (berichten.length !== afmeldingen) throw new Error(`${berichten.length} berichten van ${afmeldingen}`);
    const hangend = Math.floor(afmeldingen / TOEPASSINGEN.length);
    const seconden = await meetBezorgen(db, sleutel, hangend);
    const geteld = await ontvanger.vraag<Record<string, number>>('geteld');
    const kaal = await meetKaal(sleutel, adres('kaal'), afmeldingen - hangend);
    return {
      onderdeel: 'afmelden',
      titel: `(g) ${afmeldingen} logout messages to ${TOEPASSINGEN.length} applications, of which one hangs`,
      kolommen: ['bare', 'LeerID'],
      regels: [
        {
          wat: 'ending the sessions and putting the messages down, one transaction',
          eenheid: 's',
          leerid: neerleggen.seconden,
        },
        { wat: '  longest that the event loop stood still', eenheid: 'ms', leerid: neerleggen.stilstand },
        { wat: '  memory of the process, more', eenheid: 'MiB', leerid: neerleggen.geheugen },
        {
          wat: `until all but those of the one that hangs arrived`,
          eenheid: 's',
          maatstaf: kaal,
          leerid: seconden,
          verhouding: mediaan([seconden / kaal]),
          doel: { grens: 2, richting: 'hoogstens' },
        },
        {
          wat: '  per second',
          eenheid: 'per s',
          maatstaf: (afmeldingen - hangend) / kaal,
          leerid: (afmeldingen - hangend) / seconden,
        },
      ],
      opmerkingen: [
        `the one that hangs was tried ${geteld['/hangt'] ?? 0} times meanwhile; its ${hangend} messages wait`,
      ],
      ruw: { neerleggen, seconden, kaal, geteld },
    };
  } finally {
    await db.destroy();
  }
}

function alsToepassing(client_id: string, backchannel_logout_uri: string): Toepassing {
  const id_token = { id_token_signed_response_alg: 'ES256' };
  return { dossier: { client_id, backchannel_logout_uri, id_token } } as Toepassing;
}

/** One session for each pupil. The applications take turns. */
async function maakSessies(db: Database): Promise<void> {
  await onderhoudPartities(db, Temporal.Now.instant());
  const { rows } = await sql<{ dag: string }>`select (now() - interval '1 minute')::text as dag`.execute(db);
  const dag = sql`${rows[0]?.dag}::timestamptz`;
  await sql`insert into oidc_sessions (id, uid, gemaakt_op, verloopt_op, account_uuid, aanmeldgeneratie, transient)
    select account_uuid, account_uuid, ${dag}, ${dag} + interval '1 hour', account_uuid, aanmeldgeneratie, true from accounts`.execute(
    db,
  );
  await sql`insert into oidc_session_clients (session_uid, gemaakt_op, client_id, sid, grant_id)
    select account_uuid, ${dag}, (${TOEPASSINGEN}::text[])[1 + row_number() over () % ${sql.lit(TOEPASSINGEN.length)}],
      account_uuid, account_uuid from accounts`.execute(db);
  await sql`insert into oidc_grants (id, gemaakt_op, verloopt_op, account_uuid, client_id)
    select account_uuid, ${dag}, ${dag} + interval '1 hour', account_uuid, 'een' from accounts`.execute(db);
}

async function meetNeerleggen(db: Database, toepassingen: Toepassing[], accounts: string[]) {
  const lus = monitorEventLoopDelay({ resolution: 1 });
  const voor = process.memoryUsage.rss();
  const begin = performance.now();
  lus.enable();
  const afmelder = maakAfmelder(db, () => toepassingen);
  await db.transaction().execute((trx) => afmelder.meldAccountsAf(trx, accounts));
  lus.disable();
  return {
    seconden: (performance.now() - begin) / 1000,
    stilstand: lus.max / 1e6,
    geheugen: Math.max(0, process.memoryUsage.rss() - voor) / 2 ** 20,
  };
}

async function meetBezorgen(db: Database, sleutel: JWK, hangend: number): Promise<number> {
  const begin = performance.now();
  let fout: unknown;
  const nodig = {
    db,
    issuer: ISSUER,
    pairwiseZout: ZOUT,
    sleutels: async () => [sleutel],
    haal: stuurBericht(true),
    meldStoring: () => {},
  };
  const bezorger = startBezorger(nodig, (een) => {
    fout ??= een;
  });
  let over: number;
  do {
    await new Promise((klaar) => setTimeout(klaar, 100));
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from afmeldberichten`.execute(db);
    over = rows[0]?.n ?? 0;
  } while (over > hangend && !fout);
  const seconden = (performance.now() - begin) / 1000;
  await bezorger.stop();
  if (fout) throw fout;
  return seconden;
}

async function meetKaal(sleutel: JWK, adres: string, aantal: number): Promise<number> {
  const onderteken = await maakOndertekenaar(ISSUER, ZOUT, [sleutel]);
  const haal = stuurBericht(true);
  const begin = performance.now();
  let volgende = 0;
  const lijn = async () => {
    while (volgende++ < aantal) {
      const leerling_id = String(volgende);
      await stuur(
        { id: leerling_id, client_id: 'kaal', adres, alg: 'ES256', leerling_id, sid: leerling_id },
        onderteken,
        haal,
      );
    }
  };
  await Promise.all(Array.from({ length: TEGELIJK }, lijn));
  return (performance.now() - begin) / 1000;
}
