import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  CATALOGUS,
  dagInWoorden,
  type Levensloop,
  leesProtocollen,
  ontvangendePartijen,
  opsomming,
} from '../../protocol/index.ts';
import { metDatabase, type Omgeving, type Uitkomst } from '../../terminal/index.ts';
import { type Afbouwstand, afbouwVan, leesAttesten, legAttestVast } from '../attesten.ts';
import { leesBewaardeTeksten, leesStops, levenslopenOp } from '../index.ts';

/** After the end of an act: what each recipient must destroy, and its attest that it did. */

export interface Attestopdracht {
  ontvanger: string;
  door: string;
  /** SHA-256 of the signed attest, in hex, or the file itself. */
  document: string;
  op: Temporal.PlainDate;
}

/** What each recipient of the act must destroy, by when, and who attested that it did. */
export async function toonAfbouw(omgeving: Omgeving, naam: string): Promise<Uitkomst> {
  const { loop, standen } = await leesAfbouw(omgeving, naam);
  if (!loop?.tekst) return mis(`protocol "${naam}" bestaat niet`);
  if (!loop.einde || !loop.isVoorbij) return mis(`${naam}: is niet geëindigd, er is niets af te bouwen`);
  return {
    regels: [`${naam}: geëindigd op ${dagInWoorden(loop.einde.vanaf)}`, ...standen.flatMap(regelsVan)],
    goed: standen.every(({ isTeLaat }) => !isTeLaat),
  };
}

/** Registers, once and for good, that a recipient destroyed what it received. */
export async function registreerAttest(
  omgeving: Omgeving,
  naam: string,
  { ontvanger, door, document, op }: Attestopdracht,
): Promise<Uitkomst> {
  const { loop, standen } = await leesAfbouw(omgeving, naam);
  if (!loop?.tekst) return mis(`protocol "${naam}" bestaat niet`);
  if (!loop.einde || !loop.isVoorbij) return mis(`${naam}: is niet geëindigd; een attest komt na het einde`);
  const stand = standen.find((een) => een.ontvanger === ontvanger);
  if (!stand)
    return mis(
      `"${ontvanger}" is geen ontvanger van ${naam}; dat zijn: ${standen.map((een) => een.ontvanger).join(', ')}`,
    );
  const partijen = [...ontvangendePartijen(loop.tekst.protocol, ontvanger), ontvanger];
  if (!loop.tekst.protocol.partijen.some(({ id }) => id === door) || !partijen.includes(door))
    return mis(
      `"${door}" kan dit niet verklaren voor "${ontvanger}"; wel: ${ontvangendePartijen(loop.tekst.protocol, ontvanger).join(', ')}`,
    );
  if (Temporal.PlainDate.compare(op, omgeving.klok.vandaag()) > 0)
    return mis(`--op ${op}: vernietigen gebeurde vandaag of eerder`);
  const hash = await hashVanDocument(document);
  if (!hash)
    return mis(`--document ${document}: geen SHA-256 (64 tekens, 0 tot 9 en a tot f), en geen leesbaar bestand`);
  const attest = { protocol: naam, ontvanger, door, document: hash, vernietigd_op: op.toString() };
  const isNieuw = await metDatabase((db) => legAttestVast(db, attest, omgeving.klok.nu()));
  return isNieuw
    ? {
        regels: [`${naam}: attest van ${ontvanger} geregistreerd, vernietigd op ${dagInWoorden(op)}, document ${hash}`],
        goed: true,
      }
    : mis(`${naam}: ${ontvanger} gaf al een attest; het eerste blijft staan`);
}

async function leesAfbouw(
  { klok, configmap, partijenmap }: Omgeving,
  naam: string,
): Promise<{ loop: Levensloop | undefined; standen: Afbouwstand[] }> {
  const protocollen = await leesProtocollen(configmap, partijenmap);
  return metDatabase(async (db) => {
    const [bewaard, stops, attesten] = [await leesBewaardeTeksten(db), await leesStops(db), await leesAttesten(db)];
    const loop = levenslopenOp({ protocollen, bewaard, stops }, klok.vandaag()).get(naam);
    return { loop, standen: loop ? afbouwVan([loop], attesten, klok.vandaag()) : [] };
  });
}

function regelsVan({
  ontvanger,
  omschrijving,
  gegevens,
  uiterlijk,
  termijnen,
  attest,
  isTeLaat,
}: Afbouwstand): string[] {
  const teken = attest ? '✓' : isTeLaat ? '✗' : '!';
  const gedaan = attest
    ? `vernietigd op ${dagInWoorden(attest.vernietigd_op)}, attest van ${attest.door} (document ${attest.document})`
    : `uiterlijk ${dagInWoorden(uiterlijk)}${isTeLaat ? ': TE LAAT' : ''} (${termijnen.join('; ')})`;
  return [
    `${teken} ${ontvanger}: ${omschrijving}`,
    `    ${gedaan}`,
    `    gegevens: ${opsomming(gegevens.map((code) => CATALOGUS[code]?.naam ?? code))}`,
  ];
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
