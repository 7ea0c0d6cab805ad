import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { CATALOGUS, dagInWoorden, type Levensloop, leesProtocollen, opsomming } from '../../protocol/index.ts';
import { metDatabase, type Omgeving, type Terminal, type Uitkomst, vraagBevestiging } from '../../terminal/index.ts';
import { type Afbouwstand, type Attest, afbouwVan, dekt, geldtVoor, leesAttesten, legAttestVast } from '../attesten.ts';
import { leesBewaardeTeksten, leesStops, levenslopenOp } from '../index.ts';

/** After the end of an act: what each recipient must destroy, and its attest that it did. */

export interface Attestopdracht {
  ontvanger: string;
  /** One keeper, in the words of the act. Default: all that the recipient had. */
  bij?: string;
  door: string;
  /** SHA-256 of the signed attest, in hex, or the file itself. */
  document: string;
  op: Temporal.PlainDate;
  /** An attest is there already and was wrong. This one stands beside it and counts. */
  verbetert: boolean;
  /** Asks no question, for scripts. */
  ja: boolean;
}

/** What each recipient of the act must destroy, by when, and who attested that it did. */
export async function toonAfbouw(omgeving: Omgeving, naam: string): Promise<Uitkomst> {
  const { loop, standen } = await leesAfbouw(omgeving, naam);
  if (!loop?.tekst) return mis(`protocol "${naam}" bestaat niet`);
  if (!loop.isVoorbij && !standen.length) return mis(`${naam}: is niet geëindigd, er is niets af te bouwen`);
  const kop =
    loop.einde && loop.isVoorbij
      ? `geëindigd op ${dagInWoorden(loop.einde.vanaf)}`
      : 'een vroegere tekst gaf meer dan die van vandaag';
  return {
    regels: [`${naam}: ${kop}`, ...standen.flatMap(regelsVan)],
    goed: standen.every(({ isTeLaat }) => !isTeLaat),
  };
}

/** Registers for good that a recipient destroyed what it received. */
export async function registreerAttest(
  omgeving: Omgeving,
  naam: string,
  opdracht: Attestopdracht,
  plek: Terminal,
): Promise<Uitkomst> {
  const { ontvanger, bij = '', door, document, op } = opdracht;
  const { loop, standen, attesten } = await leesAfbouw(omgeving, naam);
  if (!loop?.tekst) return mis(`protocol "${naam}" bestaat niet`);
  const gevraagd = standen.filter((een) => geldtVoor({ ontvanger, bij }, een));
  const bezwaar = attestbezwaar(omgeving, naam, opdracht, { loop, standen, gevraagd });
  if (bezwaar) return mis(bezwaar);
  const hash = await hashVanDocument(document);
  if (!hash)
    return mis(`--document ${document}: geen SHA-256 (64 tekens, 0 tot 9 en a tot f), en geen leesbaar bestand`);

  const attest = { protocol: naam, ontvanger, bij, door, document: hash, vernietigd_op: op.toString() };
  const regels = [
    `${naam}: attest van ${ontvanger}${bij && ` (${bij})`}, vernietigd op ${dagInWoorden(op)}`,
    `    verklaard door ${door}, document ${hash}`,
    ...gevraagd.filter((een) => dekt(attest, een)).map((een) => `    het dekt: ${gegevensVan(een)}`),
    ...gevraagd.filter((een) => !dekt(attest, een)).map((een) => `    ! het dekt niet: ${gegevensVan(een)}`),
  ];
  const wat = ['Dit wordt geregistreerd, en blijft staan:', ...regels];
  const onbevestigd = opdracht.ja ? undefined : await vraagBevestiging(plek, wat, ontvanger);
  if (onbevestigd) return mis(`${naam}: ${onbevestigd}`);
  const eerder = attesten.filter((een) => een.protocol === naam && een.ontvanger === ontvanger).length;
  const isNieuw = await metDatabase((db) =>
    legAttestVast(db, { ...attest, volgnummer: eerder + 1 }, omgeving.klok.nu()),
  );
  return isNieuw
    ? { regels: ['Geregistreerd:', ...regels], goed: true }
    : mis(`${naam}: intussen kwam er een ander attest van ${ontvanger}; kijk eerst met "protocol afbouw"`);
}

interface Attestvraag {
  loop: Levensloop;
  standen: readonly Afbouwstand[];
  /** The duties that this attest is about. */
  gevraagd: readonly Afbouwstand[];
}

function attestbezwaar(
  { klok }: Omgeving,
  naam: string,
  { ontvanger, bij, door, op, verbetert }: Attestopdracht,
  { loop, standen, gevraagd }: Attestvraag,
): string | undefined {
  if (!standen.length && !loop.isVoorbij) return `${naam}: is niet geëindigd; een attest komt na het einde`;
  const bekend = [...new Set(standen.map((een) => een.ontvanger))];
  if (!bekend.includes(ontvanger))
    return `"${ontvanger}" is geen ontvanger van ${naam}; dat zijn: ${bekend.join(', ')}`;
  if (!gevraagd.length) {
    const houders = standen.flatMap((een) => (een.ontvanger === ontvanger && een.bij ? `"${een.bij}"` : []));
    return `--bij ${bij}: de akte noemt voor ${ontvanger} ${houders.join(', ') || 'niemand apart'}`;
  }
  const verklaarders = [...new Set(gevraagd.flatMap((een) => een.verklaarders))];
  if (!verklaarders.includes(door))
    return `"${door}" kan dit niet verklaren voor "${ontvanger}"; wel: ${verklaarders.join(', ')}`;
  if (Temporal.PlainDate.compare(op, klok.vandaag()) > 0) return `--op ${op}: vernietigen gebeurde vandaag of eerder`;
  const attest = { vernietigd_op: op.toString() };
  const [eerste] = gevraagd.map(({ laatsteDag }) => laatsteDag).toSorted(Temporal.PlainDate.compare);
  if (!gevraagd.some((een) => dekt(attest, een)))
    return `--op ${op}: tot en met ${eerste} kreeg ${ontvanger} nog gegevens; vernietigen gebeurde die dag of later`;
  if (!verbetert && gevraagd.every((een) => een.attest))
    return `${naam}: ${ontvanger} gaf al een attest, en dat blijft staan; is het fout, dan komt er met --verbetert een tweede naast, dat telt`;
  return undefined;
}

async function leesAfbouw(
  { klok, configmap, partijenmap }: Omgeving,
  naam: string,
): Promise<{ loop: Levensloop | undefined; standen: Afbouwstand[]; attesten: Attest[] }> {
  const protocollen = await leesProtocollen(configmap, partijenmap);
  return metDatabase(async (db) => {
    const [bewaard, stops, attesten] = [await leesBewaardeTeksten(db), await leesStops(db), await leesAttesten(db)];
    const loop = levenslopenOp({ protocollen, bewaard, stops }, klok.vandaag()).get(naam);
    return { loop, standen: loop ? afbouwVan([loop], attesten, klok.vandaag()) : [], attesten };
  });
}

function regelsVan(stand: Afbouwstand): string[] {
  const { ontvanger, bij, omschrijving, uiterlijk, termijnen, attest, isTeLaat } = stand;
  const teken = attest ? '✓' : isTeLaat ? '✗' : '!';
  const termijn = bij ? `${bij}: ${opsomming(termijnen)}` : `de kortste termijn van de akte: ${opsomming(termijnen)}`;
  const gedaan = attest
    ? `vernietigd op ${dagInWoorden(attest.vernietigd_op)}, attest van ${attest.door} (document ${attest.document})`
    : `uiterlijk ${dagInWoorden(uiterlijk)}${isTeLaat ? ': TE LAAT' : ''} (${termijn})`;
  return [`${teken} ${ontvanger}: ${omschrijving}`, `    ${gedaan}`, `    gegevens: ${gegevensVan(stand)}`];
}

function gegevensVan({ gegevens, bij }: Afbouwstand): string {
  return `${opsomming(gegevens.map((code) => CATALOGUS[code]?.naam ?? code))}${bij ? ` (${bij})` : ''}`;
}

async function hashVanDocument(document: string): Promise<string | undefined> {
  if (/^[0-9a-f]{64}$/i.test(document)) return document.toLowerCase();
  return readFile(document).then(
    (bytes) => createHash('sha256').update(bytes).digest('hex'),
    () => undefined,
  );
}

function mis(regel: string): Uitkomst {
  return { regels: [regel], goed: false };
}
