import {
  deelVoorOntvanger,
  type Geldigheid,
  geldigheidOp,
  type Ontvangersdeel,
  ontvangendePartijen,
  type Protocol,
  type Protocollen,
  vensterfouten,
} from '../../protocol/index.ts';
import type { Dossier } from './dossier.ts';

/** A dossier with the protocol that it names, and the part of the data that the application may get. */
export interface DossierOnderProtocol {
  dossier: Dossier;
  protocol: Protocol;
  protocolHash: string;
  deel: Ontvangersdeel;
  geldigheidOp(vandaag: Temporal.PlainDate): Geldigheid;
}

/**
 * Puts a dossier beside the protocol that it names, as far as the protocol allows it. Otherwise it says why
 * not.
 * @param gevonden which text of the act. Without one, it is the text in the folder of the act itself
 * @param akteoordeel what holds of that text on a day. Without one, it is what its own file says
 */
export function legOnderProtocol(
  dossier: Dossier,
  protocollen: Protocollen,
  gevonden = protocollen.dossiers.find((een) => een.naam === dossier.protocol),
  akteoordeel?: (vandaag: Temporal.PlainDate) => Geldigheid | undefined,
): DossierOnderProtocol | string {
  const { protocol: naam, ontvanger, vensters } = dossier;
  if (!gevonden) return `protocol "${naam}" bestaat niet`;
  const { protocol } = gevonden;
  if (!protocol) return `protocol "${naam}" is ongeldig: ${gevonden.fouten.join('; ')}`;
  const deel = deelVoorOntvanger(protocol, ontvanger, vensters);
  if (!deel) return `ontvanger "${ontvanger}" staat niet in protocol "${naam}"`;
  const bezwaar = bezwaarTegen(dossier, protocol, deel);
  if (bezwaar) return bezwaar;
  // Class data go only to an application that has built them in (S2 ch. 2).
  const heeftKlasinformatie = dossier.integraties.includes('klasinformatie');
  return {
    dossier,
    protocol,
    protocolHash: gevonden.hash,
    deel: { ...deel, gegevens: deel.gegevens.filter(({ code }) => code !== 'klasinformatie' || heeftKlasinformatie) },
    geldigheidOp: (vandaag) =>
      wetVanKracht(dossier, vandaag) ?? akteoordeel?.(vandaag) ?? geldigheidOp(gevonden, protocollen.partijen, vandaag),
  };
}

function bezwaarTegen(dossier: Dossier, protocol: Protocol, deel: Ontvangersdeel): string | undefined {
  const { protocol: naam, client_id, ontvanger, partij, vensters } = dossier;
  const { toepassingen } = protocol;
  const partijen = ontvangendePartijen(protocol, ontvanger);
  if (!partijen.includes(partij)) {
    return `partij "${partij}" ontvangt niets onder protocol "${naam}"${ontvanger ? ` als "${ontvanger}"` : ''}; wel: ${partijen.join(', ')}`;
  }
  // A party may have other applications than the ones for which it signed this act.
  if (toepassingen && !toepassingen.includes(client_id)) {
    return `protocol "${naam}" is niet voor toepassing "${client_id}"; wel voor: ${toepassingen.join(', ')}`;
  }
  if (protocol.partijen.some(({ ondertekening }) => ondertekening === 'akkoordverklaring')) {
    return `protocol "${naam}" geldt per school na haar akkoord; een toepassing heeft een eigen protocol nodig`;
  }
  if (!deel.stromen.includes('bij_aanmelding'))
    return `protocol "${naam}" laat geen mededeling bij aanmelding toe (${deel.stromen.join(', ')})`;
  // A sign-in would still give `sub` to an application that gets nothing else. So where an act lists no data
  // for somebody, nobody signs in for it (S4 recital C2).
  if (deel.gegevens.length === 0) {
    return `${ontvanger ? `ontvanger "${ontvanger}"` : `partij "${partij}" zelf`} krijgt niets onder protocol "${naam}"`;
  }
  if (protocol.rechtsgrond.wetgeving.some(({ ontwerp }) => ontwerp) && !dossier.wetgeving_van_kracht) {
    return `protocol "${naam}" rust op een ontwerp van wet of decreet: zeg in wetgeving_van_kracht sinds wanneer dat geldt`;
  }
  return vensterfouten(protocol, ontvanger, vensters)[0];
}

/** The reason that nothing leaves yet: the law on which the act rests is not in force (S3 art. 2). */
function wetVanKracht({ wetgeving_van_kracht: wet }: Dossier, vandaag: Temporal.PlainDate): Geldigheid | undefined {
  if (!wet || wet.sinds <= vandaag.toString()) return undefined;
  return {
    in_werking: false,
    reden: 'rechtsgrond_ontbreekt',
    uitleg: `de wet waarop het rust, geldt pas vanaf ${wet.sinds}`,
  };
}
