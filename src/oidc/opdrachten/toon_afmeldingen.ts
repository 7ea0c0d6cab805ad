import { metDatabase, minuut, type Uitkomst } from '../../terminal/index.ts';
import { leesNietBezorgd } from '../berichten/wachtende_berichten.ts';

/** Shows the logout messages that have not arrived, by application, the oldest first. */
export async function toonAfmeldingen(): Promise<Uitkomst> {
  const regels = (await metDatabase(leesNietBezorgd)).map(({ client_id, sinds, wachtend, opgegeven }) => {
    return `${client_id}: ${wachtend} wachten, ${opgegeven} opgegeven, de oudste sinds ${minuut(sinds)}`;
  });
  return { regels: regels.length ? regels : ['alle afmeldingen zijn bezorgd'], goed: regels.length === 0 };
}
