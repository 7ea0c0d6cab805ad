import type { Gegevensbron } from '../../protocol/index.ts';
import type { Inschrijving, Leerling } from '../../register/index.ts';
import type { Ontvangst } from '../deurwoorden.ts';
import type { Selectie } from '../selectie.ts';
import { toetsVoorwaarden } from '../toegang.ts';
import type { Gelezene } from './reekslezing.ts';

/** A pupil whom the gate let through, with what may be told of him. */
export interface Toegelatene {
  readonly leerling: Leerling;
  readonly inschrijvingen: readonly Inschrijving[];
  readonly toetsen: Gegevensbron['toetsen'];
  readonly klassen: Gegevensbron['klassen'];
}

/** A pupil whom the gate let through, before his classes are read. */
export type Kandidaat = Omit<Toegelatene, 'klassen'> & Pick<Gelezene, 'keuzes'>;

/** Whether conditions about an application are asked. A recipient that the act lets sign in is one. */
export function isToepassing({ clientId, deel }: Ontvangst): boolean {
  return clientId !== undefined || deel.stromen.includes('bij_aanmelding');
}

/** The same rules as at a sign-in, on the enrolments that this asker may hear of. */
export function oordeelOver(
  ontvangst: Ontvangst,
  { school }: Selectie,
  { leerling, keuzes }: Gelezene,
  toetsen: Gegevensbron['toetsen'],
  vandaag: Temporal.PlainDate,
): Kandidaat[] {
  const oordeel = toetsVoorwaarden({
    protocol: ontvangst.protocol,
    inschrijvingen: leerling.inschrijvingen.filter((een) => school === undefined || een.instellingsnummer === school),
    keuzes,
    toetsen: toetsen.length,
    vandaag,
    isToepassing: isToepassing(ontvangst),
  });
  return oordeel.toegelaten ? [{ leerling, inschrijvingen: oordeel.inschrijvingen, keuzes, toetsen }] : [];
}
