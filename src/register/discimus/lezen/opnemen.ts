import { dirname } from 'node:path';
import type { Laadverbinding } from '../../../store/index.ts';
import { bytes, kopieer } from '../werkruimte/index.ts';
import { leesBekende } from './bekende_regels.ts';
import { uitvalrijen } from './foutcodes.ts';
import { openBestand } from './leesbestand.ts';
import type { Manifest, Manifestbestand } from './manifest.ts';
import { maakOntleder, type OntledeRegel } from './ontleder.ts';
import { leesNieuweInschrijvingen, zetInschrijvingenKlaar } from './opnemen_inschrijvingen.ts';

import type { Vingerafdrukken } from './vingerafdrukken.ts';

export interface Opgenomen {
  /** Lines of enrolments. */
  regels: number;
  /** How many of these the load before had as well. There is nothing to do for them. */
  ongewijzigd: number;
}

export interface Opnemer {
  verbinding: Laadverbinding;
  manifestpad: string;
  /** Key of the hashes of INSZ and lines. */
  peper: string;
  voortgang(gelezen: number, totaal: number): void;
}

/**
 * Brings the delivery into the workspace. Only lines that the load before did not have are read in full.
 * @throws GeweigerdeLevering at the end of a file that differs from the manifest, before anything in the
 * register changed
 */
export async function neemOp(opnemer: Opnemer, manifest: Manifest): Promise<Opgenomen> {
  for (const inhoud of ['scholen', 'vestigingsplaatsen', 'administratieve_groepen'] as const)
    await neemNaslagOp(opnemer, inhoud, manifest);
  const bekend = await leesBekende(opnemer.verbinding, manifest.peildatum);
  const opgenomen = await neemInschrijvingenOp(opnemer, manifest, bekend);
  if (manifest.soort === 'volledig') await kopieer(opnemer.verbinding, 'verdwenen', afdrukrijen(bekend.ongezien()));
  else await kopieer(opnemer.verbinding, 'gezien', afdrukrijen(bekend.gezien()));
  return opgenomen;
}

type Naslag = 'scholen' | 'vestigingsplaatsen' | 'administratieve_groepen';

const ZET_KLAAR: {
  [I in Naslag]: (verbinding: Laadverbinding, rijen: readonly OntledeRegel<I>[]) => Promise<void>;
} = {
  scholen: (verbinding, rijen) => kopieer(verbinding, 'klaar_scholen', rijen),
  vestigingsplaatsen: (verbinding, rijen) => kopieer(verbinding, 'klaar_vestigingsplaatsen', rijen),
  administratieve_groepen: (verbinding, rijen) => kopieer(verbinding, 'klaar_administratieve_groepen', rijen),
};

async function neemNaslagOp<I extends Naslag>(
  { verbinding, manifestpad }: Opnemer,
  inhoud: I,
  { bestanden, schooljaar }: Manifest,
): Promise<void> {
  const bestand = bestanden.find((een) => een.inhoud === inhoud);
  if (!bestand) return;
  await using geopend = await openBestand(dirname(manifestpad), bestand);
  const ontleed = maakOntleder(inhoud, geopend.kop, schooljaar);
  for await (const pak of geopend.regels) {
    const { goed, uitval } = ontleed(pak);
    await ZET_KLAAR[inhoud](verbinding, goed);
    await kopieer(verbinding, 'uitval', uitvalrijen(inhoud, uitval));
  }
}

async function neemInschrijvingenOp(
  { verbinding, manifestpad, peper, voortgang }: Opnemer,
  { bestanden, schooljaar }: Manifest,
  bekend: Vingerafdrukken,
): Promise<Opgenomen> {
  const bestand = bestanden.find(({ inhoud }) => inhoud === 'inschrijvingen') as Manifestbestand;
  await using geopend = await openBestand(dirname(manifestpad), bestand);
  const opgenomen: Opgenomen = { regels: 0, ongewijzigd: 0 };
  const gelezen = (regels: number, nieuw: number) => {
    opgenomen.regels += regels;
    opgenomen.ongewijzigd += regels - nieuw;
    voortgang(opgenomen.regels, bestand.rijen);
  };
  await zetInschrijvingenKlaar(verbinding, leesNieuweInschrijvingen(geopend, { schooljaar, peper, bekend, gelezen }));
  return opgenomen;
}

function* afdrukrijen(afdrukken: Iterable<string>) {
  for (const afdruk of afdrukken) yield { bron: bytes(Buffer.from(afdruk, 'latin1').toString('hex')) };
}
