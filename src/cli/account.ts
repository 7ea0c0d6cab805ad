import { AFMELDING, type Afmeldbericht, beeindigSessiesVan, meldAf } from '../oidc/index.ts';
import { blokkeerLeerling, deblokkeerLeerling } from '../register/index.ts';
import { metAfmelding, metRooster } from './afmelding.ts';
import { metDatabase } from './database.ts';
import type { Omgeving, Uitkomst } from './uitkomst.ts';

/** What an operator does to one pupil. All open sessions end, and the applications hear of it. */

export function blokkeer({ klok, configmap }: Omgeving, gebruikersnaam: string): Promise<Uitkomst> {
  return metAfmelding(configmap, async (nodig) => {
    let accounts: string[] | undefined;
    await meldAf(nodig, async (trx) => {
      accounts = await blokkeerLeerling(trx, klok, gebruikersnaam);
      return beeindigSessiesVan(trx, accounts ?? []);
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

/** Logout messages that have not arrived, the oldest first. */
export async function toonAfmeldingen(): Promise<Uitkomst> {
  const wachtend = await metRooster((rooster) => rooster.mislukt<Afmeldbericht>(AFMELDING));
  const regels = wachtend.map(
    ({ gegevens, sinds }) => `${sinds.toString({ smallestUnit: 'second' })}  ${gegevens.clientId}`,
  );
  return { regels: regels.length ? regels : ['alle afmeldingen zijn bezorgd'], goed: regels.length === 0 };
}

/** A code for who is blocked would look as if it worked. */
export function geblokkeerd(gebruikersnaam: string): Uitkomst {
  return { regels: [`${gebruikersnaam} is geblokkeerd: leerid account deblokkeer ${gebruikersnaam}`], goed: false };
}

export function onbekend(gebruikersnaam: string): Uitkomst {
  return { regels: [`gebruikersnaam "${gebruikersnaam}" bestaat niet`], goed: false };
}
