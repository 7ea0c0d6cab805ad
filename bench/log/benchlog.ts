import { generateKeyPairSync } from 'node:crypto';
import { maakCheckpoint } from '../../src/privacy/boom/checkpoint.ts';
import { BREEDTE, HASHLENGTE } from '../../src/privacy/boom/tegel.ts';
import { maakVkey } from '../../src/privacy/boom/vkey.ts';
import { type Logbron, type Logstuk, tegelvolgorde } from '../../src/privacy/controle/logbron.ts';
import { grenzenIn, maakBundel } from '../../src/privacy/controle/tegel/rijenbundel.ts';
import { bladhashUit, wortelOver, zetHash } from '../../src/privacy/controle/tegel/tegelhash.ts';
import { Wortelrij } from '../../src/privacy/controle/wortelrij.ts';

/** A log of made-up rows, made while it is read, so that no disk has to hold millions of them. */

const ORIGIN = 'bench.test/privacylog';
const MOMENT = '2026-11-30T12:00:00Z';

export interface Benchlog {
  bron: Logbron;
  vkey: string;
}

/** Makes all rows once, to know the root that its checkpoint signs. */
export function maakBenchlog(omvang: number): Benchlog {
  const { privateKey } = generateKeyPairSync('ed25519');
  const vkey = maakVkey(ORIGIN, 'ondertekening', privateKey).tekst;
  const wortel = Buffer.from(wortelVanAlles(omvang));
  const notitie = maakCheckpoint({ origin: ORIGIN, omvang, wortel }, [{ naam: ORIGIN, sleutel: privateKey }]);
  const bron: Logbron = {
    omslag: { origin: ORIGIN, omvang, rijen: [{ van: 0, tot: omvang }], gewist: [], gemaakt_op: MOMENT },
    async *checkpoints() {
      yield { gezet_op: MOMENT, notitie };
    },
    async *stukken() {
      yield* stukkenVan(omvang);
    },
  };
  return { bron, vkey };
}

function wortelVanAlles(omvang: number): Uint8Array {
  const wortels = new Wortelrij();
  for (const stuk of stukkenVan(omvang)) {
    if (stuk.soort !== 'bladen') continue;
    const aantal = stuk.bladen.length / HASHLENGTE;
    const wortel = wortelOver(stuk.bladen, aantal);
    if (stuk.nummer * BREEDTE + aantal === omvang) return wortels.wortelMet(wortel);
    wortels.voegToe(wortel);
  }
  throw new Error('bench: een log zonder rijen');
}

function* stukkenVan(omvang: number): Generator<Logstuk> {
  const lagen: Buffer[][] = [];
  const bewaar = (niveau: number, hashes: Buffer) => {
    lagen[niveau] ??= [];
    if (hashes.length === BREEDTE * HASHLENGTE) lagen[niveau].push(wortelOver(hashes, BREEDTE));
  };
  for (const { niveau, nummer, aantal } of tegelvolgorde(omvang)) {
    if (niveau > 0) {
      const hashes = Buffer.concat(lagen[niveau] ?? []);
      lagen[niveau] = [];
      bewaar(niveau + 1, hashes);
      yield { soort: 'tegel', niveau, nummer, hashes };
      continue;
    }
    const bundel = maakBundel(Array.from({ length: aantal }, (_, i) => rij(nummer * BREEDTE + i + 1)));
    const bladen = Buffer.allocUnsafeSlow(HASHLENGTE * aantal);
    const grenzen = grenzenIn(bundel) ?? [];
    for (let i = 0; i < aantal; i++)
      zetHash(bladen, i, bladhashUit(bundel, (grenzen[i] ?? 0) + 2, grenzen[i + 1] ?? 0));
    bewaar(1, bladen);
    yield { soort: 'bladen', nummer, bladen, bundel };
  }
}

/** As long as the row of a sign-in to an application with eight data. */
function rij(volgnummer: number): string {
  const nummer = String(volgnummer).padStart(12, '0');
  const uuid = `0190e1e2-7000-4000-8000-${nummer}`;
  return `{"aanleiding":"aanmelding","account_uuid":"${uuid}","artikelen":["3.1","3.2"],"client_id":"rekenboek","doel":"toegang_tot_toepassing","gegevens":["voornaam","familienaam","ov_leerid_uuid","ov_account_uuid","inschrijvingen","klas","klasnummer","email"],"id":"${uuid}","leerling_id":"${uuid}","protocol":"rekenboek","protocol_hash":"${'ab'.repeat(32)}","rechtsgrond":"6.1.e","stroom":"bij_aanmelding","tijdstip":"2026-11-30T11:59:00.000000Z","volgnummer":"${volgnummer}","wie_soort":"leerling","zout":"${uuid}"}`;
}
