import { binnenVenster } from '../../protocol/index.ts';
import type { Toepassing } from '../../toepassingen/index.ts';
import type { Toepassingsvermelding } from '../publicatie/publicatieschema.ts';

/** What the register tells of each application, by name. */
export function toepassingsvermeldingen(
  toepassingen: Iterable<Toepassing>,
  vandaag: Temporal.PlainDate,
): Toepassingsvermelding[] {
  return [...toepassingen]
    .map((toepassing) => vermelding(toepassing, vandaag))
    .toSorted((een, ander) => een.naam.localeCompare(ander.naam, 'nl') || (een.client_id < ander.client_id ? -1 : 1));
}

function vermelding(
  { dossier, protocol, deel, geldigheidOp }: Toepassing,
  vandaag: Temporal.PlainDate,
): Toepassingsvermelding {
  const { client_id, naam, partij, ontvanger } = dossier;
  const isInWerking = geldigheidOp(vandaag).in_werking;
  const gesloten = isInWerking ? 'buiten_venster' : 'gesloten';
  return {
    ...{ client_id, naam, partij, protocol: protocol.protocol },
    ...(ontvanger === undefined ? {} : { ontvanger }),
    gegevens: deel.gegevens.map(({ code }) => code),
    vandaag: isInWerking && binnenVenster(deel, vandaag) ? 'open' : gesloten,
    ...(deel.vensters && { vensters: deel.vensters.map(({ naam, van, tot }) => ({ naam, van, tot })) }),
  };
}
