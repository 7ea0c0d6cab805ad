import { beeindigSessiesVan, leesNietBezorgd, meldAf } from '../oidc/index.ts';
import { blokkeerLeerling, deblokkeerLeerling } from '../register/index.ts';
import { metAfmelding } from './afmelding.ts';
import { metDatabase } from './database.ts';
import type { Omgeving, Uitkomst } from './uitkomst.ts';

/** What an operator does to one pupil. All open sessions end, and the applications hear of it. */

export function blokkeer(hier: Omgeving, gebruikersnaam: string): Promise<Uitkomst> {
  const { klok } = hier;
  return metAfmelding(hier, async (nodig) => {
    let accounts: string[] | undefined;
    await meldAf(nodig, async (trx, kondigAan) => {
      accounts = await blokkeerLeerling(trx, klok, gebruikersnaam);
      await beeindigSessiesVan(trx, accounts ?? [], kondigAan);
    });
    if (!accounts) return onbekend(gebruikersnaam);
    return { regels: [`${gebruikersnaam}: geblokkeerd, sessies beëindigd`], goed: true };
  });
}

export async function deblokkeer(gebruikersnaam: string): Promise<Uitkomst> {
  return metDatabase(async (db) => {
    const bestaat = await db.transaction().execute((trx) => deblokkeerLeerling(trx, gebruikersnaam));
    if (!bestaat) return onbekend(gebruikersnaam);
    return { regels: [`${gebruikersnaam}: niet langer geblokkeerd`], goed: true };
  });
}

/** Logout messages that have not arrived, by application, the oldest first. */
export async function toonAfmeldingen(): Promise<Uitkomst> {
  const regels = (await metDatabase(leesNietBezorgd)).map(({ client_id, sinds, wachtend, opgegeven }) => {
    const sindsdien = sinds.toString({ smallestUnit: 'second' });
    return `${client_id}: ${wachtend} wachten, ${opgegeven} opgegeven, de oudste sinds ${sindsdien}`;
  });
  return { regels: regels.length ? regels : ['alle afmeldingen zijn bezorgd'], goed: regels.length === 0 };
}

/** A code for who is blocked would look as if it worked. */
export function geblokkeerd(gebruikersnaam: string): Uitkomst {
  return { regels: [`${gebruikersnaam} is geblokkeerd: leerid account deblokkeer ${gebruikersnaam}`], goed: false };
}

export function onbekend(gebruikersnaam: string): Uitkomst {
  return { regels: [`gebruikersnaam "${gebruikersnaam}" bestaat niet`], goed: false };
}
