import {
  type Akte,
  CATALOGUS,
  deelVoorOntvanger,
  type Geldigheid,
  ontvangendePartijen,
  type Protocol,
} from '../protocol/index.ts';
import type { Toepassing } from '../toepassingen/index.ts';
import type { Bestemming, Ontvangst } from './deurwoorden.ts';

/** What a node knows of acts and applications. It answers from memory. */
export interface Aktenkennis {
  /** By client_id. */
  toepassingen: ReadonlyMap<string, Toepassing>;
  /** The act of this name, if it is in force today. */
  akteInWerking(naam: string): Akte | undefined;
}

/**
 * The part of a recipient under the act of today. This is the one place where a flow other than a sign-in learns
 * which text of an act counts on a day.
 *
 * A recipient of which one application is known is that application: its windows, and what schools chose, are those
 * of the dossier. Nobody gets around them by naming the recipient instead.
 * @returns a code where nobody can be said to receive
 */
export function vindOntvangst(
  kennis: Aktenkennis,
  bestemming: Bestemming,
  vandaag: Temporal.PlainDate,
): Ontvangst | 'protocol_niet_in_werking' | 'ontvanger_onbekend' | 'meer_toepassingen' {
  if ('clientId' in bestemming) {
    const toepassing = kennis.toepassingen.get(bestemming.clientId);
    return toepassing ? vanToepassing(toepassing, vandaag) : 'protocol_niet_in_werking';
  }
  const { protocol: naam, ontvanger } = bestemming;
  const onderAkte = [...kennis.toepassingen.values()].filter(({ dossier }) => dossier.protocol === naam);
  const [enige, ...andere] = onderAkte.filter(({ dossier }) => dossier.ontvanger === ontvanger);
  if (andere.length) return 'meer_toepassingen';
  if (enige) return vanToepassing(enige, vandaag);
  const akte = kennis.akteInWerking(naam);
  return akte ? vanAkte(akte, ontvanger, onderAkte, vandaag) : 'protocol_niet_in_werking';
}

function vanToepassing({ dossier, protocol, protocolHash, deel, geldigheidOp }: Toepassing, dag: Temporal.PlainDate) {
  return {
    protocol,
    protocolHash,
    deel,
    geldigheid: geldigheidOp(dag),
    clientId: dossier.client_id,
    ontvanger: dossier.ontvanger ?? dossier.partij,
    leerIdAlsLijst: dossier.ov_leerid_uuid_als_lijst,
  };
}

function vanAkte(
  { protocol, hash }: Akte,
  ontvanger: string | undefined,
  onderAkte: readonly Toepassing[],
  dag: Temporal.PlainDate,
): Ontvangst | 'ontvanger_onbekend' {
  const deel = deelVoorOntvanger(protocol, ontvanger);
  if (!deel) return 'ontvanger_onbekend';
  const [partij = ''] = ontvangendePartijen(protocol, ontvanger);
  return {
    protocol,
    protocolHash: hash,
    deel: { ...deel, gegevens: deel.gegevens.filter(({ code }) => isVanDezeAkte(protocol, code)) },
    geldigheid: beoordeelWet(protocol, ontvanger, onderAkte, dag),
    clientId: undefined,
    ontvanger: ontvanger ?? partij,
    leerIdAlsLijst: false,
  };
}

/**
 * What LeerID received under another act leaves only with an application: S2 art. 4 knows no recipient outside DOV
 * that is none.
 */
function isVanDezeAkte({ protocol }: Protocol, code: string): boolean {
  const onder = CATALOGUS[code]?.onder;
  return onder === undefined || onder === protocol;
}

/**
 * Where an act rests on a draft of a law, a signed dossier of the receiving party says since when that law is in
 * force (S3 art. 2). Such a dossier is itself in force only from that day.
 */
function beoordeelWet(
  protocol: Protocol,
  ontvanger: string | undefined,
  onderAkte: readonly Toepassing[],
  dag: Temporal.PlainDate,
): Geldigheid {
  if (!protocol.rechtsgrond.wetgeving.some(({ ontwerp }) => ontwerp)) return { in_werking: true };
  const partijen = ontvangendePartijen(protocol, ontvanger);
  const isGezegd = onderAkte.some(
    ({ dossier, geldigheidOp }) => partijen.includes(dossier.partij) && geldigheidOp(dag).in_werking,
  );
  if (isGezegd) return { in_werking: true };
  return {
    in_werking: false,
    reden: 'rechtsgrond_ontbreekt',
    uitleg: 'geen getekend dossier van de ontvangende partij zegt dat de wet waarop het rust, van kracht is',
  };
}
