import type { Uitkomst } from '../../terminal/index.ts';
import { Leveringsbezwaar } from '../leveringen/rij/leveringsbezwaar.ts';
import { type Weigercode, Weigering } from '../weigering.ts';

const UITLEG: Record<Weigercode, string> = {
  protocol_niet_in_werking: 'het protocol is vandaag niet in werking, of de toepassing is gesloten',
  stroom_niet_voorzien: 'het protocol geeft deze ontvanger niets in deze stroom',
  buiten_venster: 'er is vandaag geen venster of periode waarin deze ontvanger iets krijgt',
  opzoeking_niet_voorzien: 'het protocol laat zo niet opzoeken',
  andere_dag: 'de dag is intussen voorbij: begin opnieuw',
  eenmalig_geleverd: 'de eenmalige levering staat open of is al gebeurd: leerid levering toon',
  ontvanger_onbekend: 'het protocol kent deze ontvanger niet',
  meer_toepassingen: 'meer dan één toepassing is deze ontvanger: zeg welke, met --toepassing',
  gegevens_niet_voorzien: 'het protocol voorziet deze gegevens hier niet',
  tekst_gewijzigd: 'de tekst van het protocol is intussen een andere: begin opnieuw',
  register_gewijzigd:
    'intussen werd een leerling geblokkeerd, of bleken er twee één te zijn: maak ze opnieuw, en sluit eerst wat klaarligt',
  lezing_verouderd: 'de database antwoordde te traag: begin opnieuw',
};

/** Runs a command about deliveries. What the door or the delivery refuses is one line with its code. */
export async function metBezwaarInWoorden(doe: () => Promise<Uitkomst>): Promise<Uitkomst> {
  try {
    return await doe();
  } catch (fout) {
    if (fout instanceof Leveringsbezwaar) return { regels: [`${fout.message} (${fout.code})`], goed: false };
    if (fout instanceof Weigering) return { regels: [`${UITLEG[fout.code]} (${fout.code})`], goed: false };
    throw fout;
  }
}
