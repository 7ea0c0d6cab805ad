import type { Protocol } from '../schema/schema.ts';
import { dagInWoorden, opsomming } from '../woorden.ts';
import { type Deelverschil, regelverschil, waardeverschil } from './wijziging.ts';

/** What changes in the purpose, the ground, the conditions, and in the parts that people only read. */

export function vergelijkRechtsgrond({ rechtsgrond: oud }: Protocol, { rechtsgrond: nieuw }: Protocol): Deelverschil[] {
  const wetten = ({ wetgeving }: Protocol['rechtsgrond']) =>
    wetgeving.map(({ tekst, ontwerp }) => `${tekst}${ontwerp ? ' (nog een ontwerp)' : ''}`);
  return [
    ...regelverschil('Een grond in de AVG', oud.avg, nieuw.avg),
    ...waardeverschil('Hoe de akte de grond noemt', oud.zoals_gedrukt, nieuw.zoals_gedrukt),
    ...waardeverschil('De toelichting bij de grond', oud.toelichting, nieuw.toelichting),
    ...regelverschil('Een wet of decreet als grond', wetten(oud), wetten(nieuw)),
  ];
}

export function vergelijkDoel({ doel: oud }: Protocol, { doel: nieuw }: Protocol): Deelverschil[] {
  return [
    ...regelverschil('Een doel van wie de gegevens krijgt', oud.ontvanger, nieuw.ontvanger),
    ...regelverschil('Een doel van wie de gegevens geeft', oud.verstrekker, nieuw.verstrekker),
    ...waardeverschil('Waarom die doelen bij elkaar passen', oud.verenigbaar, nieuw.verenigbaar),
  ];
}

export function vergelijkDoelgroep({ doelgroep: oud }: Protocol, { doelgroep: nieuw }: Protocol): Deelverschil[] {
  const scholen = ({ enkel_erkende_scholen }: Protocol['doelgroep']) =>
    enkel_erkende_scholen ? 'enkel erkende scholen' : 'alle scholen';
  return [
    ...regelverschil('Een soort onderwijs', oud.onderwijs, nieuw.onderwijs),
    ...waardeverschil('Van welke scholen', scholen(oud), scholen(nieuw)),
    ...waardeverschil('De toelichting bij de doelgroep', oud.toelichting, nieuw.toelichting),
  ];
}

export function vergelijkVoorwaarden({ voorwaarden: oud }: Protocol, { voorwaarden: nieuw }: Protocol): Deelverschil[] {
  const inWoorden = ({ voorwaarde, toelichting }: Protocol['voorwaarden'][number]) =>
    `${voorwaarde.replaceAll('_', ' ')}${toelichting ? ` (${toelichting})` : ''}`;
  return regelverschil('Een voorwaarde', oud.map(inWoorden), nieuw.map(inWoorden));
}

export function vergelijkToepassingen(
  { toepassingen: oud }: Protocol,
  { toepassingen: nieuw }: Protocol,
): Deelverschil[] {
  const lijst = (namen: Protocol['toepassingen']) => (namen ? opsomming(namen) : 'elke toepassing van die partij');
  return waardeverschil('Voor welke toepassing het geldt', lijst(oud), lijst(nieuw));
}

export function vergelijkAdvies({ vtc_advies: oud }: Protocol, { vtc_advies: nieuw }: Protocol): Deelverschil[] {
  const inWoorden = (advies: Protocol['vtc_advies']) =>
    advies && [dagInWoorden(advies.datum), advies.standpunt, advies.antwoord].filter(Boolean).join('; ');
  return waardeverschil('Het advies van de Vlaamse Toezichtcommissie', inWoorden(oud), inWoorden(nieuw));
}

export function vergelijkBeveiliging({ beveiliging: oud }: Protocol, { beveiliging: nieuw }: Protocol): Deelverschil[] {
  const maatregelen = ({ maatregelen }: Protocol['beveiliging']) =>
    maatregelen.map(({ door, maatregel, hier }) => `${opsomming(door)}: ${maatregel}${hier ? ` (hier: ${hier})` : ''}`);
  return [
    ...regelverschil('Een maatregel', maatregelen(oud), maatregelen(nieuw)),
    ...waardeverschil('Het bewijs van de maatregelen', oud.bewijs, nieuw.bewijs),
  ];
}

export function vergelijkPlichten(
  { meldingsplicht: oud }: Protocol,
  { meldingsplicht: nieuw }: Protocol,
): Deelverschil[] {
  const plichten = ({ plichten }: Protocol['meldingsplicht']) =>
    plichten.map(({ door, aan, plicht }) => `${opsomming(door)} aan ${opsomming(aan)}: ${plicht}`);
  return regelverschil('Een meldingsplicht', plichten(oud), plichten(nieuw));
}

export function vergelijkPublicatie(
  { transparantie: oud }: Protocol,
  { transparantie: nieuw }: Protocol,
): Deelverschil[] {
  const plaatsen = ({ publicatie }: Protocol['transparantie']) =>
    publicatie.map(({ door, waar, adres }) => `${door}: ${waar}${adres ? ` (${adres})` : ''}`);
  return regelverschil('Een plaats van bekendmaking', plaatsen(oud), plaatsen(nieuw));
}

/** A part that is one sentence. */
export function vergelijkTekst(naam: string, veld: 'titel' | 'omschrijving' | 'reden_voor_alle') {
  return (oud: Protocol, nieuw: Protocol): Deelverschil[] => waardeverschil(naam, oud[veld], nieuw[veld]);
}

/** A part that is a list of texts with what they are about. */
export function vergelijkBepalingen(
  { overwegingen: oud }: Protocol,
  { overwegingen: nieuw }: Protocol,
): Deelverschil[] {
  const inWoorden = ({ vindplaats, over, tekst }: Protocol['overwegingen'][number]) =>
    `${vindplaats}, ${over}: ${tekst}`;
  return regelverschil('Een overweging', oud.map(inWoorden), nieuw.map(inWoorden));
}

export function vergelijkStromen(
  { gegevensstromen: oud }: Protocol,
  { gegevensstromen: nieuw }: Protocol,
): Deelverschil[] {
  const inWoorden = ({ van, naar, wat, toelichting }: Protocol['gegevensstromen'][number]) =>
    `van ${van} naar ${naar}: ${wat}${toelichting ? ` (${toelichting})` : ''}`;
  return regelverschil('Een stroom van gegevens', oud.map(inWoorden), nieuw.map(inWoorden));
}
