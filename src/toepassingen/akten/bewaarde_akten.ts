import type { Protocol } from '../../protocol/index.ts';
import type { Database } from '../../store/index.ts';
import { leesOpenrijen } from '../openrijen.ts';
import { keurVersie } from './versiekeuring.ts';
import { leesVersies } from './versies.ts';

/**
 * Acts that were in force, by name, for when the folder has no signed one. Where an application is open under
 * a version, only the open versions are given. Otherwise all versions are given, the newest first: an act
 * that came back may be one that was seen first long ago. Versions that were kept without the signature of
 * each party are left out, since nobody knows whose they are.
 * @param protocol only the acts of this name
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
