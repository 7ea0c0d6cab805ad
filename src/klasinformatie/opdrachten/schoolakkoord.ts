import { type Akte, alsAkte, geldigheidOp } from '../../protocol/index.ts';
import {
  metDatabase,
  minuut,
  type Omgeving,
  type Terminal,
  type Uitkomst,
  vraagBevestiging,
} from '../../terminal/index.ts';
import {
  bewaarVersie,
  leesBewaardeTeksten,
  leesEerdere,
  leesLatereTekst,
  leesStops,
  leesToepassingen,
  levenslopenOp,
} from '../../toepassingen/index.ts';
import { type Intrekking, leesAkkoorden, stopAkkoord, telbezwaar, type Verklaring, verklaarAkkoord } from '../index.ts';

/**
 * What a school says about class information, written down by an operator who has it on paper (S2 art. 9 and
 * 12).
 */

/** The act by which schools give their classes to LeerID. */
const AKTE = 'klasinformatie';

export type Akkoordopdracht = Omit<Verklaring, 'instellingsnummer'> & { ja: boolean };

export async function geefAkkoord(
  hier: Omgeving,
  instellingsnummer: string,
  { ja, ...verklaring }: Akkoordopdracht,
  plek: Terminal,
): Promise<Uitkomst> {
  const { dossier, partijen, akte, later, bezwaar: waarom } = await leesAkte(hier);
  if (!dossier || !akte)
    return mis(`${AKTE} is niet in werking (${waarom}): geen enkele school kan ermee akkoord gaan`);
  const { hash, sinds } = akte;
  const vraag = [
    `School ${instellingsnummer} deelt hiermee klasinformatie volgens "${akte.protocol.titel}".`,
    `De tekst waarmee ze akkoord gaat, staat in protocollen/${AKTE}/protocol.yaml en heeft sha-256 ${hash}.`,
    `leerid protocol toon ${AKTE} vat hem samen.`,
    ...later,
  ];
  const bezwaar = ja ? undefined : await vraagBevestiging(plek, vraag, instellingsnummer);
  if (bezwaar) return mis(`${instellingsnummer}: ${bezwaar}`);
  const gedaan = await metDatabase(async (db) => {
    const nu = hier.klok.nu();
    // What a school agreed with must stay readable (S2 manual, ch. 2), even if no node has run it yet.
    await bewaarVersie(db, dossier, partijen, nu);
    return verklaarAkkoord(db, { protocol: AKTE, hash, sinds }, { instellingsnummer, ...verklaring }, nu);
  });
  const goed = gedaan === 'verklaard' || gedaan === 'al_verklaard';
  const zegt = gedaan === 'voor_handtekening' ? teVroeg(sinds) : AKKOORD[gedaan];
  return { regels: [`${instellingsnummer}: ${zegt}`, ...later], goed };
}

const AKKOORD = {
  verklaard: 'akkoord vastgelegd; het geldt meteen, op elke node',
  al_verklaard: 'was al akkoord met deze tekst; er verandert niets',
  tekst_ouder:
    'ging al akkoord met een tekst die later in werking kwam; er verandert niets. Moet het toch deze zijn: stop dat akkoord eerst',
  school_onbekend: 'deze school staat niet in het register',
  school_niet_erkend: 'deze school is niet erkend, of niet gesubsidieerd of gefinancierd',
};

function teVroeg(sinds: Temporal.Instant): string {
  return `de laatste handtekening onder de akte is van later (${minuut(sinds)}): wat een school daarvoor verklaart, telt niet`;
}

export type Intrekopdracht = Pick<Intrekking, 'door'> & { reden?: string; ja: boolean };

/** Never refused, even when the act has ended or the register no longer knows the school. */
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

/** Every school with its last word, or one school with all its words. */
export async function toonAkkoorden(hier: Omgeving, instellingsnummer?: string): Promise<Uitkomst> {
  const { akte, later, bezwaar } = await leesAkte(hier);
  const akkoorden = await metDatabase((db) => leesAkkoorden(db, AKTE, instellingsnummer));
  const regels = akkoorden.map((een) => {
    const { door, bewijsstuk, naam, gestopt_op, gestopt_door, gestopt_reden } = een;
    const stop = gestopt_op ? `, gestopt ${minuut(gestopt_op)} door ${gestopt_door}` : '';
    const reden = gestopt_reden ? ` (${gestopt_reden})` : '';
    const telt = gestopt_op ? undefined : bezwaarTegen(een, akte, hier.klok.nu());
    return `${een.instellingsnummer} ${naam}: akkoord ${minuut(een.verklaard_op)} door ${door} (${bewijsstuk})${stop}${reden}${telt ? `; telt niet: ${telt}` : ''}`;
  });
  return {
    regels: [
      ...(bezwaar ? [`! ${AKTE} is niet in werking (${bezwaar}): van geen enkele school vertrekt een klas`] : []),
      ...later,
      ...(regels.length ? regels : ['geen school ging akkoord']),
    ],
    goed: true,
  };
}

type Gezegd = Awaited<ReturnType<typeof leesAkkoorden>>[number];

function bezwaarTegen(akkoord: Gezegd, akte: Akte | undefined, nu: Temporal.Instant) {
  const bezwaar = akte && telbezwaar(akkoord, akte, nu);
  if (bezwaar) return BEZWAAR[bezwaar];
  return akkoord.erkend ? undefined : AKKOORD.school_niet_erkend;
}

const BEZWAAR = {
  hoedanigheid: 'enkel de LeerID-databeheerder zet het delen aan',
  andere_tekst: 'de akte heeft nu een andere tekst',
  voor_handtekening: 'van voor de handtekening onder de akte',
  nog_niet: 'de klok van deze machine is nog niet zover',
};

/**
 * The act as the folder has it: in force today, or why not. `later` says that the nodes had a later text than
 * this folder.
 */
async function leesAkte({ klok, configmap, partijenmap }: Omgeving) {
  const [stops, bewaard] = await metDatabase(
    async (db) => [await leesStops(db), await leesBewaardeTeksten(db)] as const,
  );
  const { protocollen } = await leesToepassingen(configmap, stops, partijenmap);
  const { partijen, dossiers } = protocollen;
  const loop = levenslopenOp({ protocollen, bewaard, stops }, klok.vandaag()).get(AKTE);
  const dossier =
    dossiers.find((een) => een.naam === AKTE && een.hash === loop?.tekst?.hash) ??
    dossiers.find(({ naam }) => naam === AKTE);
  if (!dossier) return { partijen, later: [], bezwaar: 'ze staat niet in de map protocollen' };
  const { hash, protocol } = dossier;
  const [laatste, eerdere] = await metDatabase((db) =>
    Promise.all([leesLatereTekst(db, AKTE, hash), leesEerdere(db, dossier, partijen)]),
  );
  const later = laatste ? [`! ${LATER} ${laatste}`] : [];
  const stand = loop?.versies.find((een) => een.hash === hash);
  const geldigheid = stand?.geldigheid ?? geldigheidOp(dossier, partijen, klok.vandaag());
  if (!geldigheid.in_werking) return { dossier, partijen, later, bezwaar: geldigheid.uitleg };
  return { dossier, partijen, later, akte: protocol && alsAkte(protocol, dossier, eerdere) };
}

const LATER = `van ${AKTE} kwam een latere tekst in werking dan die in deze map; ga na welke de nodes hebben. De latere heeft sha-256`;

function mis(regel: string): Uitkomst {
  return { regels: [regel], goed: false };
}
