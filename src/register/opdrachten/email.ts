import type { Klok } from '../../klok.ts';
import { alsGeenLading, metDatabase, minuut, type Omgeving, type Uitkomst } from '../../terminal/index.ts';
import { type Emailstand, geefEmail, leesEmailstand } from '../gegeven_email.ts';
import { isEmailadres } from '../index.ts';

/** The e-mail address of a pupil in LeerID. It is never shown, because others may see the screen. */

export async function emailVan(
  { klok }: Omgeving,
  wie: string,
  adres: string | undefined,
  leeg: boolean,
): Promise<Uitkomst> {
  if (adres !== undefined && leeg) return nee('geef een adres of --leeg, niet allebei');
  if (leeg) return zet(klok, wie, null);
  return adres === undefined ? toon(wie) : zet(klok, wie, adres);
}

async function zet(klok: Klok, wie: string, adres: string | null): Promise<Uitkomst> {
  if (adres !== null && !isEmailadres(adres)) return nee('dit is geen e-mailadres van hoogstens 254 tekens');
  const bestaat = await metDatabase((db) => alsGeenLading(db, (trx) => geefEmail(trx, klok, wie, adres)));
  if (!bestaat) return onbekend(wie);
  const gedaan = adres === null ? 'leeggemaakt' : 'gegeven';
  return { regels: [`${wie}: e-mailadres ${gedaan}, een levering verandert het niet meer`], goed: true };
}

async function toon(wie: string): Promise<Uitkomst> {
  const stand = await metDatabase((db) => leesEmailstand(db, wie));
  return stand ? { regels: [`${wie}: ${inWoorden(stand)}`], goed: true } : onbekend(wie);
}

function inWoorden({ heeft, gegeven_op }: Emailstand): string {
  if (gegeven_op === null) return heeft ? 'e-mailadres uit Discimus' : 'geen e-mailadres';
  return `e-mailadres ${heeft ? 'gegeven' : 'leeggemaakt'} in LeerID, ${minuut(gegeven_op)}`;
}

const nee = (regel: string): Uitkomst => ({ regels: [regel], goed: false });
const onbekend = (wie: string) => nee(`gebruikersnaam of account "${wie}" bestaat niet`);
