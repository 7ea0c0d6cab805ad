import { leesAkkoorden, stopAkkoord, type Verklaring, verklaarAkkoord } from '../klasinformatie/akkoord.ts';
import { TIJDZONE } from '../klok.ts';
import { geldigheidOp } from '../protocol/index.ts';
import { leesStops, leesToepassingen } from '../toepassingen/index.ts';
import { type Terminal, vraagBevestiging } from './bevestiging.ts';
import { metDatabase } from './database.ts';
import type { Omgeving, Uitkomst } from './uitkomst.ts';

/** What a school says about class information, written down by an operator who has it on paper (S2 art. 9 and 12). */

/** The act by which schools give their classes to LeerID. */
const AKTE = 'klasinformatie';

export type Akkoordopdracht = Omit<Verklaring, 'instellingsnummer'> & { ja: boolean };

export async function geefAkkoord(
  hier: Omgeving,
  instellingsnummer: string,
  { ja, ...verklaring }: Akkoordopdracht,
  plek: Terminal,
): Promise<Uitkomst> {
  const akte = await leesAkte(hier);
  if (!akte.hash) return mis(`${AKTE} is niet in werking (${akte.waarom}): geen enkele school kan ermee akkoord gaan`);
  const vraag = [
    `School ${instellingsnummer} deelt hiermee klasinformatie volgens "${akte.titel}".`,
    `De tekst waarmee ze akkoord gaat, heeft sha-256 ${akte.hash}; leerid protocol toon ${AKTE} toont hem.`,
  ];
  const bezwaar = ja ? undefined : await vraagBevestiging(plek, vraag, instellingsnummer);
  if (bezwaar) return mis(`${instellingsnummer}: ${bezwaar}`);
  const tekst = { protocol: AKTE, hash: akte.hash };
  const gedaan = await metDatabase((db) =>
    verklaarAkkoord(db, tekst, { instellingsnummer, ...verklaring }, hier.klok.nu()),
  );
  const goed = gedaan === 'verklaard' || gedaan === 'al_verklaard';
  return { regels: [`${instellingsnummer}: ${AKKOORD[gedaan]}`], goed };
}

const AKKOORD = {
  verklaard: 'akkoord vastgelegd; het geldt meteen, op elke node',
  al_verklaard: 'was al akkoord met deze tekst; er verandert niets',
  school_onbekend: 'deze school staat niet in het register',
  school_niet_erkend: 'deze school is niet erkend, gesubsidieerd of gefinancierd',
};

export type Intrekopdracht = Pick<Verklaring, 'door'> & { reden?: string; ja: boolean };

/** Never refused: not for an act that ended, nor for a school that the register does not know any more. */
export async function trekAkkoordIn(
  { klok }: Omgeving,
  instellingsnummer: string,
  { ja, ...intrekking }: Intrekopdracht,
  plek: Terminal,
): Promise<Uitkomst> {
  const vraag = [
    `School ${instellingsnummer} deelt dan geen klasinformatie meer. Opnieuw delen vraagt een nieuw akkoord.`,
  ];
  const bezwaar = ja ? undefined : await vraagBevestiging(plek, vraag, instellingsnummer);
  if (bezwaar) return mis(`${instellingsnummer}: ${bezwaar}`);
  const gestopt = await metDatabase((db) => stopAkkoord(db, AKTE, { instellingsnummer, ...intrekking }, klok.nu()));
  if (!gestopt) return mis(`${instellingsnummer}: deze school deelt geen klasinformatie; er verandert niets`);
  return { regels: [`${instellingsnummer}: gestopt; het geldt meteen, op elke node`], goed: true };
}

/** Every school with what it said last; of one school all that it said. */
export async function toonAkkoorden(hier: Omgeving, instellingsnummer?: string): Promise<Uitkomst> {
  const akte = await leesAkte(hier);
  const akkoorden = await metDatabase((db) => leesAkkoorden(db, AKTE, instellingsnummer));
  const regels = akkoorden.map((een) => {
    const { door, bewijsstuk, naam, gestopt_op, gestopt_door, gestopt_reden } = een;
    const stop = gestopt_op ? `, gestopt ${minuut(gestopt_op)} door ${gestopt_door}` : '';
    const reden = gestopt_reden ? ` (${gestopt_reden})` : '';
    const telt = gestopt_op ? undefined : bezwaarTegen(een, akte.hash);
    return `${een.instellingsnummer} ${naam}: akkoord ${minuut(een.verklaard_op)} door ${door} (${bewijsstuk})${stop}${reden}${telt ? `; telt niet: ${telt}` : ''}`;
  });
  return {
    regels: [
      ...(akte.hash ? [] : [`! ${AKTE} is niet in werking (${akte.waarom}): van geen enkele school vertrekt een klas`]),
      ...(regels.length ? regels : ['geen school ging akkoord']),
    ],
    goed: true,
  };
}

function bezwaarTegen(akkoord: { protocol_hash: string; erkend: boolean }, hash: string | undefined) {
  if (hash && akkoord.protocol_hash !== hash) return 'de akte heeft nu een andere tekst';
  return akkoord.erkend ? undefined : AKKOORD.school_niet_erkend;
}

interface Aktestand {
  titel: string;
  /** Of the text in force; absent where none is. */
  hash?: string;
  waarom: string;
}

async function leesAkte({ klok, configmap, partijenmap }: Omgeving): Promise<Aktestand> {
  const stops = await metDatabase(leesStops);
  const { protocollen } = await leesToepassingen(configmap, stops, partijenmap);
  const dossier = protocollen.dossiers.find(({ naam }) => naam === AKTE);
  if (!dossier) return { titel: AKTE, waarom: 'ze staat niet in de map protocollen' };
  const titel = dossier.protocol?.titel ?? AKTE;
  const geldigheid = geldigheidOp(dossier, protocollen.partijen, klok.vandaag());
  return geldigheid.in_werking ? { titel, hash: dossier.hash, waarom: '' } : { titel, waarom: geldigheid.uitleg };
}

function mis(regel: string): Uitkomst {
  return { regels: [regel], goed: false };
}

function minuut(moment: Temporal.Instant): string {
  return moment.toZonedDateTimeISO(TIJDZONE).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
}
