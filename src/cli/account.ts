import { AFMELDING, type Afmeldbericht, beeindigSessiesVan, meldAf } from '../oidc/index.ts';
import { accountVan, blokkeerAccount, deblokkeerAccount } from '../register/index.ts';
import { metAfmelding, metRooster } from './afmelding.ts';
import { metDatabase } from './database.ts';
import type { Omgeving, Uitkomst } from './uitkomst.ts';

/** What an operator does to one account. Its open sessions end, and the applications hear of it. */

export function blokkeer({ klok, configmap }: Omgeving, gebruikersnaam: string): Promise<Uitkomst> {
  return metAfmelding(configmap, async (nodig) => {
    const account = await accountVan(nodig.db, gebruikersnaam);
    if (!account) return onbekend(gebruikersnaam);
    await meldAf(nodig, async (trx) => {
      await blokkeerAccount(trx, klok, account);
      return beeindigSessiesVan(trx, [account]);
    });
    return { regels: [`${gebruikersnaam}: geblokkeerd, sessies beëindigd`], goed: true };
  });
}

export async function deblokkeer(gebruikersnaam: string): Promise<Uitkomst> {
  return metDatabase(async (db) => {
    const account = await accountVan(db, gebruikersnaam);
    if (!account) return onbekend(gebruikersnaam);
    await deblokkeerAccount(db, account);
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

export function onbekend(gebruikersnaam: string): Uitkomst {
  return { regels: [`gebruikersnaam "${gebruikersnaam}" bestaat niet`], goed: false };
}
