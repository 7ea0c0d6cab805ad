import { type EenKamer, type Lading, verhuizingenVan } from '../../kamer.ts';
import type { Klok } from '../../klok.ts';
import type { Database } from '../../store/index.ts';
import { herkenPersonen, legTwijfelsVoor } from './herkennen/index.ts';
import type { Manifest, Opgenomen } from './lezen/index.ts';
import { voegSamen } from './samenvoegen/index.ts';
import { volgHerstructurering, volgNaslag, weigerOnbekende } from './scholen/index.ts';
import {
  beeindigVerdwenen,
  identificeer,
  leesGeraakten,
  telLopende,
  VIND_ONBEVESTIGDE,
  vindVertrokkenen,
  voegLeerlingenToe,
  volgInschrijvingen,
  werkLeerlingenBij,
  wijzigInsz,
} from './toepassen/index.ts';
import {
  eisWeinigEinden,
  eisWeinigUitval,
  type Laadverslag,
  leesAchterblijvers,
  telBesluiten,
  telUitval,
  vergeetOpgeloste,
} from './verslag/index.ts';

export type Laadstap = 'scholen' | 'personen' | 'leerlingen' | 'inschrijvingen' | 'einden' | 'bewaren';

export interface Volger {
  klok: Klok;
  kamers: readonly EenKamer[];
  stap?(stap: Laadstap): void;
  naVerandering?(trx: Database, geraakt: Lading['geraakt']): Promise<void>;
}

export interface GelezenLevering {
  manifest: Manifest;
  opgenomen: Opgenomen;
  /** Whether the register has no pupils yet. */
  eersteLading: boolean;
  /** Whether a delivery that looks wrong as a whole is followed too. */
  toch: boolean;
}

/**
 * Changes the register to what a delivery in the workspace says. The order matters: first what is known about
 * schools, then who is who, then keys, then enrolments, and at last what the delivery no longer has.
 * @returns the report of the load
 * @throws GeweigerdeLevering when too many lines are refused, or too many enrolments would end
 */
export async function volgLevering(
  trx: Database,
  { klok, kamers, stap, naVerandering }: Volger,
  { manifest, opgenomen, eersteLading, toch }: GelezenLevering,
): Promise<Omit<Laadverslag, 'duur'>> {
  const nu = klok.nu();
  const { peildatum } = manifest;

  stap?.('scholen');
  await volgNaslag(trx);
  const scholen_verhuisd = await volgHerstructurering(trx, klok.vandaag());
  await weigerOnbekende(trx);

  stap?.('personen');
  await herkenPersonen(trx, peildatum, eersteLading);
  const twijfel = await legTwijfelsVoor(trx, nu);
  const afgesloten = await identificeer(trx, nu);
  await wijzigInsz(trx);

  stap?.('leerlingen');
  const leerlingen_nieuw = await voegLeerlingenToe(trx, nu);
  const samen = await voegSamen(trx, verhuizingenVan(kamers), nu);
  await VIND_ONBEVESTIGDE.execute(trx);
  const leerlingen_gewijzigd = await werkLeerlingenBij(trx);

  stap?.('inschrijvingen');
  const lopend = await telLopende(trx, peildatum);
  const { toegevoegd, gewijzigd } = await volgInschrijvingen(trx, manifest, nu, eersteLading);
  const geweigerd = await telUitval(trx);
  if (!toch) eisWeinigUitval(geweigerd, opgenomen.regels);

  stap?.('einden');
  const { beeindigd, zonder_vervolg, opgeschort } = await beeindigVerdwenen(trx, manifest);
  if (!toch) eisWeinigEinden(zonder_vervolg, lopend);
  await vergeetOpgeloste(trx, manifest.soort, nu);
  await vindVertrokkenen(trx, peildatum);
  await naVerandering?.(trx, () => leesGeraakten(trx));
  const besluiten = await telBesluiten(trx);
  const achtergebleven = scholen_verhuisd ? await leesAchterblijvers(trx, klok.vandaag()) : [];

  stap?.('bewaren');
  return {
    ...opgenomen,
    toegevoegd,
    gewijzigd,
    beeindigd,
    geweigerd,
    twijfel,
    samengevoegd: samen.samengevoegd,
    gebruikersnamen_afgesloten: new Set([...afgesloten, ...samen.afgesloten]).size,
    ...besluiten,
    leerlingen_nieuw,
    leerlingen_gewijzigd,
    scholen_verhuisd,
    achtergebleven,
    einden_opgeschort: opgeschort,
  };
}
