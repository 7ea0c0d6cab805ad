import type { Leerlingenvraag, Selectie } from '../../src/mededeling/index.ts';
import type { Akte, Protocol } from '../../src/protocol/index.ts';
import type { Toepassing } from '../../src/toepassingen/index.ts';
import type { Stroomgeval } from './stromen_willekeur.ts';

/** A question of `stromen_willekeur.ts`, as the door gets it. */

const NAAM_VAN_DE_AKTE = 'proef';
const HASH = 'f'.repeat(64);

/** An act with what the door reads of one. */
export function akteVan(een: Stroomgeval): Protocol {
  const { deel, stromen } = een;
  const gegevens = deel.gegevens.map(({ code, vorm }) => ({ code, vorm }));
  const venster = deel.vensters && { vindplaats: '', uiterlijk: '07-31' };
  return {
    protocol: NAAM_VAN_DE_AKTE,
    partijen: [{ id: 'partij', rol: 'ontvanger' }],
    rechtsgrond: { avg: ['6.1.e'], wetgeving: [{ tekst: 'wet', ontwerp: een.isOntwerp }] },
    voorwaarden: een.voorwaarden.map((voorwaarde) => ({ voorwaarde, vindplaats: '' })),
    doelgroep: { vindplaats: '', onderwijs: een.onderwijs, enkel_erkende_scholen: een.enkelErkend },
    mededeling: { stromen, opzoeking: een.opzoeking, respijtdagen: een.respijtdagen, periode: deel.periode },
    gegevens: deel.gegevens,
    ontvangers: { artikel: 4, categorieen: [{ id: 'iemand', gegevens, stromen, enkel_in_venster: venster }] },
  } as unknown as Protocol;
}

/** Its application, or the act alone. */
export function kennisVan(een: Stroomgeval, protocol: Protocol) {
  const geldigheid = een.inWerking
    ? ({ in_werking: true } as const)
    : ({ in_werking: false, reden: 'verlopen', uitleg: '' } as const);
  const dossier = { client_id: 'proef', protocol: NAAM_VAN_DE_AKTE, ontvanger: 'iemand', partij: 'partij' };
  const toepassing = {
    dossier: { ...dossier, ov_leerid_uuid_als_lijst: een.leerIdAlsLijst },
    protocol,
    protocolHash: HASH,
    deel: een.deel,
    geldigheidOp: () => geldigheid,
  } as unknown as Toepassing;
  return {
    toepassingen: new Map(een.alsToepassing ? [['proef', toepassing]] : []),
    akteInWerking: (naam: string) =>
      een.inWerking && naam === NAAM_VAN_DE_AKTE ? ({ protocol, hash: HASH } as Akte) : undefined,
  };
}

export function vraagVan(een: Stroomgeval, leerlingen: Selectie['leerlingen']): Leerlingenvraag {
  const dag = een.vandaag.add({ days: een.dagVerschil });
  return {
    vrager: { wie: { soort: 'machine', id: 'proef' } },
    // Half of those who are an application are asked for by the name of the recipient: that opens nothing more.
    bestemming:
      een.alsToepassing && een.isVrij ? { clientId: 'proef' } : { protocol: NAAM_VAN_DE_AKTE, ontvanger: 'iemand' },
    gelegenheid:
      een.stroom === 'op_aanvraag' ? { stroom: 'op_aanvraag' } : { stroom: een.stroom, levering: 'levering', dag },
    selectie: { zoekt: een.zoekt, leerlingen, school: een.school },
    gevraagd: een.gevraagd,
  };
}
