import { InvalidArgumentError } from 'commander';

/** Reads an argument that is a day. */
export function alsDag(tekst: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(tekst);
  } catch {
    throw new InvalidArgumentError('een dag als 2027-09-01');
  }
}

/** Reads an argument that has to say something, in one line that PostgreSQL keeps and a terminal shows. */
export function alsZin(tekst: string): string {
  const zin = tekst.trim();
  if (!/^[^\p{Cc}]{1,200}$/u.test(zin)) throw new InvalidArgumentError('één regel tekst, hoogstens 200 tekens');
  return zin;
}

/** Reads an argument that is a port. */
export function alsPoort(tekst: string): number {
  const poort = Number(tekst);
  if (!/^\d{1,5}$/.test(tekst) || poort < 1 || poort > 65_535)
    throw new InvalidArgumentError('een getal van 1 tot 65535');
  return poort;
}

/** Reads an argument that is a month. */
export function alsMaand(tekst: string): string {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(tekst)) throw new InvalidArgumentError('een maand als 2026-05');
  return tekst;
}

/** Reads an argument that is a UUID: of a pupil, an account or a delivery. */
export function alsUuid(tekst: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(tekst)) throw new InvalidArgumentError('een UUID');
  return tekst.toLowerCase();
}

/** Reads an argument that counts. */
export function alsAantal(tekst: string): number {
  if (!/^[1-9]\d{0,8}$/.test(tekst)) throw new InvalidArgumentError('een getal vanaf 1');
  return Number(tekst);
}
