import type { Protocollijst, Publicatie, Toepassingenlijst, Toepassingsvermelding } from './publicatieschema.ts';
import { PADEN, protocolpad } from './registerpaden.ts';

/** The lists of the register, for machines. */

export function alsProtocollijst(issuer: string, publicaties: readonly Publicatie[]): Protocollijst {
  return {
    $schema: `${issuer}${PADEN.protocollijstschema}`,
    protocollen: publicaties.map(({ naam, akte, levensloop, versie, adres }) => ({
      ...{ naam, titel: akte.titel, omschrijving: akte.omschrijving, fase: levensloop.fase, versie, adres },
      json: `${adres}.json`,
    })),
  };
}

/** An application with the protocol that it stands on. */
export interface Toepassingsplaats {
  toepassing: Toepassingsvermelding;
  publicatie: Publicatie;
}

export function toepassingsplaatsen(publicaties: readonly Publicatie[]): Toepassingsplaats[] {
  return publicaties
    .flatMap((publicatie) => publicatie.toepassingen.map((toepassing) => ({ toepassing, publicatie })))
    .toSorted((een, ander) => een.toepassing.naam.localeCompare(ander.toepassing.naam, 'nl'));
}

export function alsToepassingenlijst(issuer: string, plaatsen: readonly Toepassingsplaats[]): Toepassingenlijst {
  return {
    $schema: `${issuer}${PADEN.toepassingenschema}`,
    toepassingen: plaatsen.map(({ toepassing, publicatie }) => ({
      ...toepassing,
      adres_protocol: `${issuer}${protocolpad(publicatie.naam)}`,
      titel_protocol: publicatie.akte.titel,
    })),
  };
}
