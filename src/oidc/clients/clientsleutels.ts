import { compactVerify, type JWK } from 'jose';
import { type Client, type Configuration, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { z } from 'zod';
import { machinetijd } from '../../klok.ts';
import { haal } from '../../uitgaand/index.ts';
import { sleutelbosVan } from '../bibliotheek/binnenwerk.ts';

/**
 * Keys that a client publishes itself (`jwks_uri`). The library fetches them and keeps them for a minute.
 * After that it asks again only when a signature fits none of them. So a key that its owner removed would
 * still prove the client, as long as nobody tries another key.
 */

const GROOTSTE = 64 * 1024;
const SLEUTELSET = z.object({ keys: z.array(z.looseObject({})) });
/**
 * Seconds. Together with the minute in which keys are fresh, this is a quarter of an hour. That is longer
 * than most repairs, and shorter than a stolen key is useful.
 * docs/keuzes/sleutels.md#a-key-counts-as-long-as-its-owner-publishes-it
 */
const GEDULD = 14 * 60;
/**
 * Milliseconds. When keys could not be fetched, we do not ask for them again before this time is over,
 * whoever wants them. So a stranger with a key of his own causes no requests.
 */
const RUST = 10_000;

export type MeldSleutels = (adres: string, fout: unknown) => void;

/** @param meld is told when keys could not be fetched */
export function haalSleutels(demo: boolean, meld: MeldSleutels): NonNullable<Configuration['fetch']> {
  const rusten = new Map<string, number>();
  return async (url, opties) => {
    // The library itself would post only logout messages. Ours go through the outbox, so that they arrive.
    if (opties?.method === 'POST') return new Response(null, { status: 204 });
    const adres = String(url);
    if (machinetijd() < (rusten.get(adres) ?? 0)) throw new Error(`${adres}: pas mislukt`);
    try {
      const tekst = await leesBegrensd(await haal(demo, adres, opties as RequestInit));
      SLEUTELSET.parse(JSON.parse(tekst));
      rusten.delete(adres);
      // The headers are not passed on. With them, an application would decide how long a stolen key counts
      // here.
      return new Response(tekst);
    } catch (fout) {
      rusten.set(adres, machinetijd() + RUST);
      meld(adres, fout);
      throw fout;
    }
  };
}

async function leesBegrensd(antwoord: Response): Promise<string> {
  if (antwoord.status !== 200) {
    await antwoord.body?.cancel();
    throw new Error(`antwoord ${antwoord.status}`);
  }
  const delen: Uint8Array[] = [];
  let lengte = 0;
  for await (const deel of antwoord.body ?? []) {
    lengte += deel.length;
    if (lengte > GROOTSTE) throw new Error(`meer dan ${GROOTSTE} bytes`);
    delen.push(deel);
  }
  return Buffer.concat(delen).toString('utf8');
}

/**
 * Runs after the library found the signature right, and checks it against the keys that are published now.
 * While those can't be fetched, the keys in memory count for a while. So an application whose server is down
 * is not shut out at once.
 */
export async function controleerGepubliceerd(
  { oidc }: KoaContextWithOIDC,
  { alg, kid }: { alg?: unknown; kid?: unknown },
  client: Client,
): Promise<void> {
  const bos = sleutelbosVan(client);
  if (!bos.jwksUri) return;
  const versTot = bos.freshUntil ?? 0;
  try {
    await bos.refresh();
  } catch {
    if (machinetijd() / 1000 < versTot + GEDULD) return;
    throw new errors.InvalidClientAuth('keys at jwks_uri were out of reach for too long');
  }
  const keuze = bos.selectForVerify({ alg: String(alg), kid: kid === undefined ? undefined : String(kid) });
  for (const sleutel of keuze) if (await klopt(String(oidc.params?.client_assertion), sleutel)) return;
  throw new errors.InvalidClientAuth('the key is no longer at jwks_uri');
}

function klopt(assertie: string, sleutel: JWK): Promise<boolean> {
  return compactVerify(assertie, sleutel).then(
    () => true,
    () => false,
  );
}
