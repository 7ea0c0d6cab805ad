import { InvalidArgumentError } from 'commander';

/** Reads an argument that is a day. */
export function alsDag(tekst: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(tekst);
  } catch {
    throw new InvalidArgumentError('een dag als 2027-09-01');
  }
}
