import { dirname } from 'node:path';
import { Writable } from 'node:stream';
import { sql } from 'kysely';
import type { Laadverbinding } from '../../../store/index.ts';
import { gebruikersnaamstam } from '../../gebruikersnaamstam.ts';
import { inszHash } from '../../insz.ts';
import { isGevolgd } from './bekende_regels.ts';
import { eigenDeel } from './eigen_deel.ts';
import type { Uitval } from './foutcodes.ts';
import type { Inschrijvingsregel } from './inschrijvingsregel.ts';
import { bijeen, copyBytes, copyRij } from './klaarzetten.ts';
import { type Geopend, openBestand } from './leesbestand.ts';
import type { Bestand, Manifest } from './manifest.ts';
import { maakOntleder } from './ontleder.ts';
import { LENGTE, maakAfdrukker, Vingerafdrukken } from './vingerafdrukken.ts';

export interface Opgenomen {
  regels: number;
  /** Lines that the load before had as well: nothing to do. */
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
 * Brings the delivery to temporary tables: only lines that the load before did not have are read any further. A file that turns out
 * not to be what the manifest says is refused at its end, before anything changed.
 */
export async function neemOp(opnemer: Opnemer, manifest: Manifest): Promise<Opgenomen> {
  const bestand = (inhoud: Bestand['inhoud']) => manifest.bestanden.find((een) => een.inhoud === inhoud);
  for (const inhoud of ['scholen', 'vestigingsplaatsen', 'administratieve_groepen'] as const) {
    const naslag = bestand(inhoud);
    if (naslag) await neemNaslagOp(opnemer, naslag, manifest);
  }
  const inschrijvingen = bestand('inschrijvingen') as Bestand;
  const bekend = await leesBekende(opnemer.verbinding, manifest.peildatum);
  const opgenomen = await neemInschrijvingenOp(opnemer, inschrijvingen, manifest, bekend);
  if (manifest.soort === 'volledig')
    await opnemer.verbinding.kopieerIn('verdwenen', bijeen(afdrukrijen(bekend.ongezien())));
  else await opnemer.verbinding.kopieerIn('gezien', bijeen(afdrukrijen(bekend.gezien())));
  return opgenomen;
}

async function neemNaslagOp(
  { verbinding, manifestpad }: Opnemer,
  bestand: Bestand,
  { schooljaar }: Manifest,
): Promise<void> {
  await using geopend = await openBestand(dirname(manifestpad), bestand);
  const { kop, regels } = geopend;
  const ontleed = maakOntleder(bestand.inhoud, kop, schooljaar);
  for await (const pak of regels) {
    const { goed, uitval } = ontleed(pak);
    await verbinding.kopieerIn(`klaar_${bestand.inhoud}`, bijeen(goed.map((rij) => copyRij(Object.values(rij)))));
    await verbinding.kopieerIn('uitval', bijeen(uitvalrijen(bestand, uitval)));
  }
}

async function neemInschrijvingenOp(
  { verbinding, manifestpad, peper, voortgang }: Opnemer,
  bestand: Bestand,
  { schooljaar }: Manifest,
  bekend: Vingerafdrukken,
): Promise<Opgenomen> {
  await using geopend = await openBestand(dirname(manifestpad), bestand);
  const opgenomen: Opgenomen = { regels: 0, ongewijzigd: 0 };
  const gelezen = (regels: number, nieuw: number) => {
    opgenomen.regels += regels;
    opgenomen.ongewijzigd += regels - nieuw;
    voortgang(opgenomen.regels, bestand.rijen);
  };
  await zetKlaar(verbinding, bestand, leesNieuwe(geopend, schooljaar, peper, bekend, gelezen));
  return opgenomen;
}

interface Stuk {
  rijen: string;
  uitval: Uitval[];
}

async function* leesNieuwe(
  { kop, regels }: Geopend,
  schooljaar: string,
  peper: string,
  bekend: Vingerafdrukken,
  gelezen: (regels: number, nieuw: number) => void,
): AsyncGenerator<Stuk, void> {
  const ontleed = maakOntleder('inschrijvingen', kop, schooljaar);
  const { kenmerk, neem } = eigenDeel(kop);
  const drukAf = maakAfdrukker(peper, kenmerk);
  for await (const pak of regels) {
    const afdrukken = pak.map((regel) => drukAf(neem(regel)));
    const nieuw = pak.filter((_, i) => !bekend.ziet(afdrukken[i] as string));
    const { goed, uitval } = ontleed(nieuw);
    // Numbers of lines run on within a batch.
    const eerste = pak[0]?.nummer ?? 0;
    const rijen = goed.map((regel) => klaarrij(regel, afdrukken[regel.regel - eerste] as string, peper)).join('');
    gelezen(pak.length, nieuw.length);
    yield { rijen, uitval };
  }
}

/** What is told of refused lines is kept in memory until there is so much of it. */
const UITVAL_PER_KEER = 10_000;

/** One COPY for as long as it goes well: PostgreSQL takes in what it got while the next lines are read. */
async function zetKlaar(
  verbinding: Laadverbinding,
  bestand: Bestand,
  stukken: AsyncGenerator<Stuk, void>,
): Promise<void> {
  for (let einde = false; !einde; ) {
    const uitval: Uitval[] = [];
    const rijen = async function* () {
      while (uitval.length < UITVAL_PER_KEER) {
        const stuk = await stukken.next();
        einde = stuk.done === true;
        if (stuk.done) return;
        uitval.push(...stuk.value.uitval);
        yield stuk.value.rijen;
      }
    };
    await verbinding.kopieerIn(`klaar (${KLAARKOLOMMEN.join(', ')})`, rijen());
    await verbinding.kopieerIn('uitval', bijeen(uitvalrijen(bestand, uitval)));
  }
}

/** In the order of `klaarrij`. */
const KLAARKOLOMMEN = [
  ...['regel', 'bron', 'insz', 'insz_soort', 'unieke_persoon', 'geregistreerde_persoon'],
  ...['voornaam', 'naam', 'geboortejaar', 'geboortemaand', 'geboortedag', 'email'],
  ...['instellingsnummer', 'vestigingsplaats'],
  ...['administratieve_groep', 'hoofdstructuur', 'stamnummer', 'status', 'van', 'tot'],
  ...['stam', 'zwak'],
];

function klaarrij(r: Inschrijvingsregel & { regel: number }, afdruk: string, peper: string): string {
  const insz = r.insz === null ? null : copyBytes(inszHash(r.insz, peper));
  return copyRij([
    ...[r.regel, afdrukbytes(afdruk), insz, r.insz_soort, r.unieke_persoon, r.geregistreerde_persoon],
    ...[r.voornaam, r.naam, r.geboortejaar, r.geboortemaand, r.geboortedag, r.email],
    ...[r.instellingsnummer, r.vestigingsplaats],
    ...[r.administratieve_groep, r.hoofdstructuur, r.stamnummer, r.status, r.van, r.tot],
    ...[gebruikersnaamstam(r.voornaam, r.naam), r.insz === null],
  ]);
}

function afdrukbytes(afdruk: string): string {
  return copyBytes(Buffer.from(afdruk, 'latin1').toString('hex'));
}

function uitvalrijen({ inhoud }: Bestand, uitval: Uitval[]): string[] {
  return uitval.map(({ regel, kolom, code, reden, instellingsnummer, stamnummer }) =>
    copyRij([inhoud, regel, kolom, code, reden, instellingsnummer, stamnummer]),
  );
}

/** The lines of the loads before, as far as they are followed. */
async function leesBekende({ db, kopieerUit }: Laadverbinding, peildatum: string): Promise<Vingerafdrukken> {
  const bekende = sql`from inschrijvingen i where ${isGevolgd(peildatum)}`;
  const { rows } = await sql<{ n: number }>`select count(*)::int as n ${bekende}`.execute(db);
  const afdrukken = new Vingerafdrukken(rows[0]?.n ?? 0);
  const lijn = 2 * LENGTE + 1;
  let rest: Buffer = Buffer.alloc(0);
  const lezer = new Writable({
    write(brok: Buffer, _, klaar) {
      rest = rest.length ? Buffer.concat([rest, brok]) : brok;
      let plaats = 0;
      for (; plaats + lijn <= rest.length; plaats += lijn)
        afdrukken.voegToe(Buffer.from(rest.toString('latin1', plaats, plaats + lijn - 1), 'hex').toString('latin1'));
      rest = rest.subarray(plaats);
      klaar();
    },
  });
  await kopieerUit(sql`select encode(bron, 'hex') ${bekende}`.compile(db).sql, lezer);
  return afdrukken;
}

function* afdrukrijen(afdrukken: Iterable<string>): Generator<string> {
  for (const afdruk of afdrukken) yield copyRij([afdrukbytes(afdruk)]);
}
