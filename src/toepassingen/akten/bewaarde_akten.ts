import type { Protocol } from '../../protocol/index.ts';
import type { Database } from '../../store/index.ts';
import { leesOpenrijen } from '../openrijen.ts';
import { keurVersie } from './versiekeuring.ts';
import { leesVersies } from './versies.ts';

/**
 * Acts that were in force, by name, for who finds none that is signed in the folder: those under which a door stands open, or else
 * every one, the newest first. One that came back was seen first long ago. Of bytes that were kept without the signature of each party,
 * nobody knows whose they are.
 * @param protocol those of one act alone
 */
export async function leesBewaardeAkten(db: Database, protocol?: string): Promise<Map<string, Protocol[]>> {
  const open = new Set((await leesOpenrijen(db)).map(({ protocol_hash }) => protocol_hash));
  const gekeurd = await Array.fromAsync((await leesVersies(db, protocol)).toReversed(), async (versie) => ({
    ...(await keurVersie(versie)),
    isOpen: open.has(versie.hash),
  }));
  const gaaf = gekeurd.flatMap(({ akte, bezwaren, isOpen }) => (akte && !bezwaren.length ? [{ akte, isOpen }] : []));
  const perNaam = [...Map.groupBy(gaaf, ({ akte }) => akte.protocol)];
  return new Map(
    perNaam.map(([naam, akten]) => {
      const geopend = akten.filter(({ isOpen }) => isOpen);
      return [naam, (geopend.length ? geopend : akten).map(({ akte }) => akte)];
    }),
  );
}
