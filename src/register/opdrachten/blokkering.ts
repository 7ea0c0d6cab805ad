import { type Huisomgeving, metDatabase, onbekend, type Uitkomst } from '../../terminal/index.ts';
import { blokkeerLeerling, deblokkeerLeerling } from '../account.ts';

/** Blocks a pupil under all his user names. All open sessions end, and the applications are told. */
export function blokkeer(
  { klok, metAfmelder }: Pick<Huisomgeving, 'klok' | 'metAfmelder'>,
  gebruikersnaam: string,
): Promise<Uitkomst> {
  return metAfmelder(async ({ db, meldAccountsAf }) => {
    const accounts = await db.transaction().execute(async (trx) => {
      const zijn = await blokkeerLeerling(trx, klok, gebruikersnaam);
      if (zijn) await meldAccountsAf(trx, zijn);
      return zijn;
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
