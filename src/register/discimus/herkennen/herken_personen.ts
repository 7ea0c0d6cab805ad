import type { Database } from '../../../store/index.ts';
import { voerUit } from '../werkruimte/index.ts';
import { splitsAf } from './afsplitsen.ts';
import { ELDERS, LEEN_SLEUTELS } from './geleende_sleutels.ts';
import { metKandidaten, zonderKandidaten } from './kandidaten.ts';
import { besluitPersonen, IEDEREEN_NIEUW, INDEXEN, SAMENGAAN, ZET_AFGESPLITSTE_ERBIJ } from './personen.ts';
import { BETWIJFEL_ONENIGE, VOLGREGELS } from './volgregels.ts';
import { weigerVreemde } from './zeggenschap.ts';

/**
 * Finds out which pupil each line is about: by INSZ, else by unieke persoon, else by geregistreerde persoon
 * (S3 art. 3). Each person of the delivery gets a decision in `personen`: a new pupil, a known one, one who
 * is identified or has another INSZ now, or a doubt. LeerID never guesses in a doubt. The order matters:
 * lines are set apart before they borrow keys from each other, and before one of them speaks for its person.
 * @param peildatum day of the delivery
 * @param eersteLading whether the register has no pupils yet, so that there is nobody to recognise
 */
export async function herkenPersonen(trx: Database, peildatum: string, eersteLading: boolean): Promise<void> {
  const zoek = eersteLading ? zonderKandidaten : metKandidaten;
  await voerUit(trx, [
    ...weigerVreemde(peildatum, zoek),
    ...LEEN_SLEUTELS,
    ...splitsAf(peildatum, zoek),
    ...VOLGREGELS,
    ELDERS,
    eersteLading ? IEDEREEN_NIEUW : besluitPersonen(peildatum),
    BETWIJFEL_ONENIGE,
    ZET_AFGESPLITSTE_ERBIJ,
    ...INDEXEN,
    SAMENGAAN,
  ]);
}
