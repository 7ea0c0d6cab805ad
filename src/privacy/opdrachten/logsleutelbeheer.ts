import type { Klok } from '../../klok.ts';
import { eisGeheim, metDatabase, minuut, type Uitkomst } from '../../terminal/index.ts';
import { type Logsleutel, leesLogsleutels, wisselLogsleutel } from '../zegel/logsleutels.ts';

/** The keys with which the log signs its checkpoints: shows the public halves, and makes a new key. */

export async function toonLogsleutels(klok: Klok): Promise<Uitkomst> {
  const sleutels = await metDatabase(leesLogsleutels);
  const nu = klok.nu();
  const regels = sleutels.flatMap((sleutel) => [sleutel.vkey, `  ${wanneer(sleutel, nu)}`]);
  return { regels: regels.length ? regels : ['nog geen sleutel: hij ontstaat bij de eerste start'], goed: true };
}

function wanneer({ van, tot }: Logsleutel, nu: Temporal.Instant): string {
  if (!tot) return `tekent sinds ${minuut(van)}`;
  const isVoorbij = Temporal.Instant.compare(tot, nu) <= 0;
  return isVoorbij ? `tekende van ${minuut(van)} tot ${minuut(tot)}` : `tekent nog mee tot ${minuut(tot)}`;
}

/** @param gelekt whether the older keys stop at once */
export async function wissel(klok: Klok, gelekt: boolean): Promise<Uitkomst> {
  const hoofdsleutel = eisGeheim('LEERID_MASTER_KEY');
  await metDatabase((db) => wisselLogsleutel(db, hoofdsleutel, klok.nu(), gelekt));
  const { regels } = await toonLogsleutels(klok);
  return {
    regels: ['geef de nieuwe sleutel aan wie het log controleert, en aan elke getuige:', ...regels],
    goed: true,
  };
}
