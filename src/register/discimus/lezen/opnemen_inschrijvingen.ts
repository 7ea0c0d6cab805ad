import { randomUUID } from 'node:crypto';
import type { Laadverbinding } from '../../../store/index.ts';
import { gebruikersnaamstam } from '../../gebruikersnaamstam.ts';
import { maakInszHasher } from '../../insz.ts';
import { bytes, type Kopierij, kopieer, kopieerTekst, rijtekst } from '../werkruimte/index.ts';
import { eigenDeel } from './eigen_deel.ts';
import { type Uitvalregel, uitvalrijen } from './foutcodes.ts';
import type { Bestandslezing } from './leesbestand.ts';
import { maakOntleder, type OntledeRegel } from './ontleder.ts';
import { maakAfdrukker, type Vingerafdrukken } from './vingerafdrukken.ts';

export interface Inschrijvingslezing {
  schooljaar: string;
  peper: string;
  /** The lines of the loads before. */
  bekend: Vingerafdrukken;
  gelezen(regels: number, nieuw: number): void;
}

/** The result for some lines: text for COPY for the good ones, and what was wrong with the others. */
interface Gelezen {
  rijen: string;
  uitval: Uitvalregel[];
}

/** Reads the lines that no load before had. */
export async function* leesNieuweInschrijvingen(
  { kop, regels }: Bestandslezing,
  { schooljaar, peper, bekend, gelezen }: Inschrijvingslezing,
): AsyncGenerator<Gelezen, void> {
  const ontleed = maakOntleder('inschrijvingen', kop, schooljaar);
  const { kenmerk, neem } = eigenDeel(kop);
  const drukAf = maakAfdrukker(peper, kenmerk);
  const hashInsz = maakInszHasher(peper);
  for await (const pak of regels) {
    const afdrukken = pak.map((regel) => drukAf(neem(regel)));
    const nieuw = pak.filter((_, i) => !bekend.ziet(afdrukken[i] as string));
    const { goed, uitval } = ontleed(nieuw);
    // Line numbers are consecutive within a batch.
    const eerste = pak[0]?.nummer ?? 0;
    const rijen = goed
      .map((regel) => tekst(klaarrij(regel, afdrukken[regel.regel - eerste] as string, hashInsz)))
      .join('');
    gelezen(pak.length, nieuw.length);
    yield { rijen, uitval };
  }
}

/** Reports about refused lines stay in memory until there are this many. */
const UITVAL_PER_KEER = 10_000;

/**
 * Puts the lines in `klaar`. One COPY runs as long as all goes well: PostgreSQL takes in what it got while
 * the next lines are read.
 */
export async function zetInschrijvingenKlaar(
  verbinding: Laadverbinding,
  stukken: AsyncGenerator<Gelezen, void>,
): Promise<void> {
  for (let einde = false; !einde; ) {
    const uitval: Uitvalregel[] = [];
    const rijen = async function* () {
      while (uitval.length < UITVAL_PER_KEER) {
        const stuk = await stukken.next();
        einde = stuk.done === true;
        if (stuk.done) return;
        uitval.push(...stuk.value.uitval);
        yield stuk.value.rijen;
      }
    };
    await kopieerTekst(verbinding, 'klaar', rijen());
    await kopieer(verbinding, 'uitval', uitvalrijen('inschrijvingen', uitval));
  }
}

const tekst = rijtekst('klaar');

/** Each column is named, because copying an object with `...` takes three times as long. */
function klaarrij(
  lijn: OntledeRegel<'inschrijvingen'>,
  afdruk: string,
  hashInsz: (insz: string) => string,
): Kopierij<'klaar'> {
  return {
    regel: lijn.regel,
    unieke_persoon: lijn.unieke_persoon,
    geregistreerde_persoon: lijn.geregistreerde_persoon,
    instellingsnummer: lijn.instellingsnummer,
    stamnummer: lijn.stamnummer,
    vestigingsplaats: lijn.vestigingsplaats,
    administratieve_groep: lijn.administratieve_groep,
    hoofdstructuur: lijn.hoofdstructuur,
    status: lijn.status,
    van: lijn.van,
    tot: lijn.tot,
    insz_soort: lijn.insz_soort,
    voornaam: lijn.voornaam,
    naam: lijn.naam,
    geboortejaar: lijn.geboortejaar,
    geboortemaand: lijn.geboortemaand,
    geboortedag: lijn.geboortedag,
    email: lijn.email,
    bron: bytes(Buffer.from(afdruk, 'latin1').toString('hex')),
    insz: lijn.insz === null ? null : bytes(hashInsz(lijn.insz)),
    stam: gebruikersnaamstam(lijn.voornaam, lijn.naam),
    zwak: lijn.insz === null,
    account_uuid: randomUUID(),
    leer_id_uuid: randomUUID(),
  };
}
