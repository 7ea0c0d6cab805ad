import { randomInt } from 'node:crypto';
import { hashWachtwoord, wijzigWachtwoord } from '../aanmelden/index.ts';
import { systeemklok } from '../klok.ts';
import { AFMELDING, type Afmeldbericht, beeindigSessiesVan, meldAf } from '../oidc/index.ts';
import { accountVan, blokkeerAccount, deblokkeerAccount } from '../register/index.ts';
import { type Database, startWerkrooster, type Werkrooster } from '../store/index.ts';
import { leesToepassingen } from '../toepassingen/index.ts';
import { metDatabase } from './database.ts';
import type { Uitkomst } from './protocol.ts';

/** What an operator does to one account. Its open sessions end, and the applications hear of it. */

export function blokkeer(configmap: string, gebruikersnaam: string): Promise<Uitkomst> {
  return metAccount(configmap, gebruikersnaam, async (trx, account) => {
    await blokkeerAccount(trx, systeemklok, account);
    return [`${gebruikersnaam}: geblokkeerd, sessies beëindigd`];
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

export async function nieuwWachtwoord(configmap: string, gebruikersnaam: string): Promise<Uitkomst> {
  const wachtwoord = Array.from({ length: 4 }, () => groep(4)).join('-');
  const hash = await hashWachtwoord(wachtwoord);
  return metAccount(configmap, gebruikersnaam, async (trx) => {
    await wijzigWachtwoord(trx, gebruikersnaam, hash);
    return [`${gebruikersnaam}: nieuw wachtwoord ${wachtwoord} (wordt niet meer getoond), sessies beëindigd`];
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

function metAccount(
  configmap: string,
  gebruikersnaam: string,
  doe: (trx: Database, accountUuid: string) => Promise<string[]>,
): Promise<Uitkomst> {
  return metDatabase(async (db) => {
    const account = await accountVan(db, gebruikersnaam);
    if (!account) return onbekend(gebruikersnaam);
    const { alle } = await leesToepassingen(configmap);
    const pairwiseZout = process.env.LEERID_PAIRWISE_SALT;
    if (!pairwiseZout) throw new Error('LEERID_PAIRWISE_SALT: ontbreekt');
    let regels: string[] = [];
    await metRooster((rooster) =>
      meldAf({ db, rooster, pairwiseZout, toepassing: (clientId) => alle.get(clientId) }, async (trx) => {
        regels = await doe(trx, account);
        return beeindigSessiesVan(trx, [account]);
      }),
    );
    return { regels, goed: true };
  });
}

async function metRooster<T>(doe: (rooster: Werkrooster) => Promise<T>): Promise<T> {
  const rooster = await startWerkrooster(process.env.DATABASE_URL ?? '', [AFMELDING], () => {});
  try {
    return await doe(rooster);
  } finally {
    await rooster.stop();
  }
}

function onbekend(gebruikersnaam: string): Uitkomst {
  return { regels: [`gebruikersnaam "${gebruikersnaam}" bestaat niet`], goed: false };
}

/** Letters and digits that can't be mistaken for one another; 16 of them are 78 bits. */
function groep(lengte: number): string {
  const tekens = 'abcdefghjkmnpqrstvwxyz23456789';
  return Array.from({ length: lengte }, () => tekens[randomInt(tekens.length)]).join('');
}
