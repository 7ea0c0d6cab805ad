import type { Klok } from '../../klok.ts';
import { type Opzoekdoel, schrijfOperatoropzoeking } from '../../privacy/index.ts';
import type { Database } from '../../store/index.ts';
import { alsGeenLading, metDatabase, minuut, type Omgeving, type Uitkomst } from '../../terminal/index.ts';
import { type Emailstand, geefEmail, leesEmailstand } from '../gegeven_email.ts';
import { isEmailadres } from '../index.ts';

/** The e-mail address of a pupil in LeerID. It is never shown, because others may see the screen. */

export async function emailVan(
  { klok }: Omgeving,
  wie: string,
  adres: string | undefined,
  leeg: boolean,
  doel: Opzoekdoel,
): Promise<Uitkomst> {
  if (adres !== undefined && leeg) return nee('geef een adres of --leeg, niet allebei');
  if (leeg) return zet(klok, wie, null, doel);
  return adres === undefined ? toon(klok, wie, doel) : zet(klok, wie, adres, doel);
}

async function zet(klok: Klok, wie: string, adres: string | null, doel: Opzoekdoel): Promise<Uitkomst> {
  if (adres !== null && !isEmailadres(adres)) return nee('dit is geen e-mailadres van hoogstens 254 tekens');
  const bestaat = await metDatabase((db) =>
    alsGeenLading(db, async (trx) => {
      const leerling = await geefEmail(trx, klok, wie, adres);
      if (leerling) await schrijfOp(trx, klok, leerling, doel);
      return leerling !== undefined;
    }),
  );
  if (!bestaat) return onbekend(wie);
  const gedaan = adres === null ? 'leeggemaakt' : 'gegeven';
  return { regels: [`${wie}: e-mailadres ${gedaan}, een levering verandert het niet meer`], goed: true };
}

async function toon(klok: Klok, wie: string, doel: Opzoekdoel): Promise<Uitkomst> {
  return metDatabase(async (db) => {
    const stand = await leesEmailstand(db, wie);
    if (!stand) return onbekend(wie);
    await schrijfOp(db, klok, stand.leerling, doel);
    return { regels: [`${wie}: ${inWoorden(stand)}`], goed: true };
  });
}

function schrijfOp(db: Database, klok: Klok, leerling: string, doel: Opzoekdoel): Promise<void> {
  const opzoeking = { opdracht: 'leerling email', leerlingen: [leerling], gegevens: ['herkomst_email'] } as const;
  return schrijfOperatoropzoeking(db, klok, { ...opzoeking, doel });
}

function inWoorden({ heeft, gegeven_op }: Emailstand): string {
  if (gegeven_op === null) return heeft ? 'e-mailadres uit Discimus' : 'geen e-mailadres';
  return `e-mailadres ${heeft ? 'gegeven' : 'leeggemaakt'} in LeerID, ${minuut(gegeven_op)}`;
}

const nee = (regel: string): Uitkomst => ({ regels: [regel], goed: false });
const onbekend = (wie: string) => nee(`gebruikersnaam of account "${wie}" bestaat niet`);
