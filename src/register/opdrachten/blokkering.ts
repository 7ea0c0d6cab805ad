import type { Klok } from '../../klok.ts';
import { type Opzoekdoel, schrijfOperatoropzoeking } from '../../privacy/index.ts';
import type { Database } from '../../store/index.ts';
import { type Huisomgeving, metDatabase, type Omgeving, onbekend, type Uitkomst } from '../../terminal/index.ts';
import { blokkeerLeerling, deblokkeerLeerling, leerlingVan } from '../account.ts';

/** Blocks a pupil under all his user names. All open sessions end, and the applications are told. */
export function blokkeer(
  { klok, metAfmelder }: Pick<Huisomgeving, 'klok' | 'metAfmelder'>,
  gebruikersnaam: string,
  doel: Opzoekdoel,
): Promise<Uitkomst> {
  return metAfmelder(async ({ db, meldAccountsAf }) => {
    const accounts = await db.transaction().execute(async (trx) => {
      const zijn = await blokkeerLeerling(trx, klok, gebruikersnaam);
      if (zijn) await meldAccountsAf(trx, zijn);
      await schrijfOp(trx, klok, 'account blokkeer', gebruikersnaam, doel);
      return zijn;
    });
    if (!accounts) return onbekend(gebruikersnaam);
    return { regels: [`${gebruikersnaam}: geblokkeerd, sessies beëindigd`], goed: true };
  });
}

export async function deblokkeer(
  { klok }: Pick<Omgeving, 'klok'>,
  gebruikersnaam: string,
  doel: Opzoekdoel,
): Promise<Uitkomst> {
  return metDatabase(async (db) => {
    const bestaat = await db.transaction().execute(async (trx) => {
      const bestaat = await deblokkeerLeerling(trx, gebruikersnaam);
      await schrijfOp(trx, klok, 'account deblokkeer', gebruikersnaam, doel);
      return bestaat;
    });
    if (!bestaat) return onbekend(gebruikersnaam);
    return { regels: [`${gebruikersnaam}: niet langer geblokkeerd`], goed: true };
  });
}

/** The pupil's row is locked by now: a merge can't give the user name to another one. */
async function schrijfOp(
  trx: Database,
  klok: Klok,
  opdracht: string,
  gebruikersnaam: string,
  doel: Opzoekdoel,
): Promise<void> {
  const leerling = await leerlingVan(trx, gebruikersnaam);
  const leerlingen = leerling === undefined ? [] : [leerling];
  await schrijfOperatoropzoeking(trx, klok, { opdracht, doel, leerlingen, gegevens: ['blokkering'] });
}
