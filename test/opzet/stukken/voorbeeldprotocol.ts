import { stringify } from 'yaml';
import type { z } from 'zod';
import type { protocolschema } from '../../../src/protocol/schema/schema.ts';

export type Protocolbestand = z.input<typeof protocolschema>;

/**
 * A small protocol that is sound in every clause, in force from 2024-09-01 to 2026-08-31. A test changes one
 * thing.
 */
export function voorbeeldprotocol(naam = 'voorbeeld'): Protocolbestand {
  return {
    protocol: naam,
    titel: 'Voorbeeld',
    omschrijving: 'Een verzonnen protocol voor de tests',
    voorblad: '2024-06-01',
    opgemaakt: '2024-06-01',
    partijen: [
      {
        id: 'dov',
        naam: 'Departement Onderwijs en Vorming',
        rol: 'verstrekker',
        kbo: '0316.380.841',
        vestigingseenheid: '2.199.310.989',
        vertegenwoordigd_door: 'secretaris-generaal',
        ondertekening: 'handtekening',
        dpo_advies: { datum: '2024-05-01' },
      },
      {
        id: 'leverancier',
        naam: 'Leverancier',
        rol: 'ontvanger',
        kbo: '0479.803.174',
        vestigingseenheid: '2.161.046.469',
        vertegenwoordigd_door: 'zaakvoerder',
        ondertekening: 'handtekening',
        dpo_advies: { afwijking: 'de leverancier heeft geen functionaris' },
      },
    ],
    afwijkingen: { vindplaats: 'overweging E', tekst: 'partijen mogen afwijken van wat het decreet vraagt' },
    onderwerp: { artikel: 1, van: 'dov', naar: 'leverancier', tekst: 'mededeling van gegevens' },
    rechtsgrond: { artikel: 2, avg: ['6.1.e'], toelichting: 'taak van algemeen belang' },
    doel: { artikel: 2, verstrekker: ['aanmelden'], ontvanger: ['de leerling herkennen'] },
    doelgroep: { vindplaats: 'art. 2', onderwijs: ['lager', 'secundair'] },
    voorwaarden: [
      { voorwaarde: 'inschrijving', vindplaats: 'art. 3' },
      { voorwaarde: 'doelgroep', vindplaats: 'art. 2' },
      { voorwaarde: 'samenwerking', vindplaats: 'art. 2' },
      { voorwaarde: 'zichtbaarheid', vindplaats: 'handleiding' },
    ],
    gegevens: ['naam', 'voornaam', 'leer_id_uuid', 'instellingsnummer'].map((code) => ({ code, wat: code })),
    reden_voor_alle: 'herkennen',
    bewaring: [{ artikel: 3, bij: 'leverancier', termijn: 'P3Y', vanaf: 'de laatste aanmelding' }],
    ontvangers: {
      artikel: 4,
      categorieen: [
        {
          id: 'personeel',
          omschrijving: 'wie het nodig heeft',
          gegevens: ['naam', 'voornaam', 'leer_id_uuid', 'instellingsnummer'],
        },
        { id: 'koppelaar', omschrijving: 'enkel de sleutel', gegevens: ['leer_id_uuid'], stromen: ['eenmalig'] },
      ],
      doorgifte: { regel: 'nooit' },
    },
    mededeling: { artikel: 5, stromen: ['bij_aanmelding'], periodiciteit: 'bij elke aanmelding', duur: 'twee jaar' },
    looptijd: { artikel: 11, van: '2024-09-01', tot: '2026-08-31' },
    opzegging: { artikel: 11, door: ['dov', 'leverancier'], termijn: 'P6M', wijze: 'schriftelijk' },
    beveiliging: {
      artikel: 6,
      maatregelen: [{ door: ['dov', 'leverancier'], maatregel: 'alles wat nodig is' }],
      bewijs: 'op vraag',
    },
    kwaliteit: { artikel: 7, melding: 'meteen' },
    transparantie: { vindplaats: 'overweging E', publicatie: [{ door: 'dov', waar: 'website' }] },
    sanctie: { artikel: 8, beeindiging_door: ['dov'], aanleiding: 'een inbreuk', vorm: 'eenvoudige kennisgeving' },
    meldingsplicht: { artikel: 9, plichten: [{ door: ['leverancier'], aan: ['dov'], plicht: 'datalekken melden' }] },
    einde: {
      artikel: 11,
      van_rechtswege: ['dienst_gestopt', 'rechtsgrond_vervallen'],
      bepalingen: ['geheimhouding blijft'],
    },
    recht: { artikel: 10, recht: 'Belgisch', rechtbank: 'Brussel' },
  };
}

/** The bytes of a protocol file. `wijzig` may also break it, hence the loose type. */
// biome-ignore lint/suspicious/noExplicitAny: a test must be able to write what the schema refuses
export function protocolbytes(wijzig: (protocol: any) => void = () => {}, naam?: string): Uint8Array {
  const protocol = voorbeeldprotocol(naam);
  wijzig(protocol);
  return Buffer.from(stringify(protocol));
}
