import type { Klok } from '../../klok.ts';
import { eisGeheim, metDatabase, minuut, type Uitkomst } from '../../terminal/index.ts';
import { leesActieveSleutels, leesSleutelstand } from '../sleutels/ondertekensleutels.ts';
import { roteerSleutels } from '../sleutels/sleutelrotatie.ts';

/**
 * The keys with which LeerID signs tokens: shows which keys there are, and takes one step of their rotation.
 */

export async function toonSleutels(): Promise<Uitkomst> {
  const stand = await metDatabase(leesSleutelstand);
  const regels = stand.map(({ kid, alg, status, gemaakt_op, actief_op, uitdovend_op }) => {
    const data = [
      `gemaakt ${minuut(gemaakt_op)}`,
      actief_op && `actief ${minuut(actief_op)}`,
      uitdovend_op && `uitdovend ${minuut(uitdovend_op)}`,
    ];
    return `${alg}  ${status.padEnd(9)}  ${kid}  ${data.filter(Boolean).join(', ')}`;
  });
  return { regels: regels.length ? regels : ['nog geen sleutels: ze ontstaan bij de eerste start'], goed: true };
}

export async function roteer(klok: Klok): Promise<Uitkomst> {
  const hoofdsleutel = eisGeheim('LEERID_MASTER_KEY');
  const stap = await metDatabase(async (db) => {
    // This fails when another master key sealed the keys. A next key under the wrong master key would stop
    // every node.
    await leesActieveSleutels(db, hoofdsleutel);
    return roteerSleutels(db, hoofdsleutel, klok.nu());
  });
  const { regels } = await toonSleutels();
  if (stap.gezet) return { regels, goed: true };
  return {
    regels: [`te vroeg, er verandert niets: de volgende stap kan vanaf ${minuut(stap.vanaf, 'ceil')}`, ...regels],
    goed: false,
  };
}
