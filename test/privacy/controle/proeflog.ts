import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { isInBereik } from '../../../src/privacy/boom/bereik.ts';
import { bladhash, bladtekst } from '../../../src/privacy/boom/blad.ts';
import { maakCheckpoint } from '../../../src/privacy/boom/checkpoint.ts';
import { laatGroeien } from '../../../src/privacy/boom/groei.ts';
import { maakHandtekening } from '../../../src/privacy/boom/notitie.ts';
import { BREEDTE, tegelpad } from '../../../src/privacy/boom/tegel.ts';
import { maakVkey } from '../../../src/privacy/boom/vkey.ts';
import { type Controleopdracht, controleerLog } from '../../../src/privacy/controle/controleer_log.ts';
import { heeftRijen, type Logbron, type Omslag, tegelvolgorde } from '../../../src/privacy/controle/logbron.ts';
import { maakBundel } from '../../../src/privacy/controle/tegel/rijenbundel.ts';

/** A log in memory, sealed now and then, that a test may tamper with before it is exported. */

export const ORIGIN = 'leerid.test/privacylog';
export const GEZET_OP = '2026-11-30T12:00:00Z';

export interface Proefsleutel {
  naam: string;
  sleutel: KeyObject;
  vkey: string;
}

export function maakProefsleutel(naam = ORIGIN, type: Parameters<typeof maakVkey>[1] = 'ondertekening'): Proefsleutel {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { naam, sleutel: privateKey, vkey: maakVkey(naam, type, privateKey).tekst };
}

export function maakProefrij(volgnummer: number, anders: object = {}): string {
  return bladtekst({
    aanleiding: 'aanmelding',
    account_uuid: randomUUID(),
    client_id: 'rekenboek',
    doel: 'toegang_tot_toepassing',
    gegevens: ['sub', 'voornaam'],
    id: randomUUID(),
    leerling_id: randomUUID(),
    protocol: 'rekenboek',
    protocol_hash: 'ab'.repeat(32),
    rechtsgrond: '6.1.e',
    stroom: 'bij_aanmelding',
    tijdstip: '2026-11-30T11:59:00.000000Z',
    volgnummer: String(volgnummer),
    wie_soort: 'leerling',
    zout: randomUUID(),
    ...anders,
  });
}

export interface Proeflog {
  teksten: string[];
  /** By path, after `tile/`, whatever their width. */
  tegels: Map<string, Buffer>;
  checkpoints: { gezet_op: string; notitie: string; omvang: number; wortel: Buffer }[];
}

export interface Zegelaars {
  sleutel: Proefsleutel;
  getuigen?: readonly Proefsleutel[];
}

/**
 * Seals rows.
 * @param omvangen the sizes at which there is a checkpoint, the last one that of the log
 */
export async function verzegel(teksten: string[], omvangen: readonly number[], door: Zegelaars): Promise<Proeflog> {
  const tegels = new Map<string, Buffer>();
  const checkpoints: Proeflog['checkpoints'] = [];
  let vorige = 0;
  for (const omvang of omvangen) {
    const bladen = teksten.slice(vorige, omvang).map((tekst) => bladhash(Buffer.from(tekst)));
    const groei = await laatGroeien(vorige, (niveau, nummer) => tegels.get(tegelpad({ niveau, nummer })), bladen);
    for (const { hashes, ...naam } of groei.tegels) tegels.set(tegelpad(naam), Buffer.from(hashes));
    checkpoints.push({
      gezet_op: GEZET_OP,
      omvang,
      wortel: groei.wortel,
      notitie: onderteken(omvang, groei.wortel, door),
    });
    vorige = omvang;
  }
  return { teksten: teksten.slice(0, vorige), tegels, checkpoints };
}

export function onderteken(omvang: number, wortel: Buffer, { sleutel, getuigen = [] }: Zegelaars): string {
  const notitie = maakCheckpoint({ origin: ORIGIN, omvang, wortel }, [
    { naam: sleutel.naam, sleutel: sleutel.sleutel },
  ]);
  const tekst = notitie.slice(0, notitie.lastIndexOf('\n\n') + 1);
  const seconden = Math.floor(Date.parse(GEZET_OP) / 1000);
  const mede = getuigen.map(({ naam, sleutel: eigen }) => maakHandtekening(tekst, { naam, sleutel: eigen, seconden }));
  return notitie + mede.join('');
}

/** The log as a source, as it is now. */
export function alsBron(log: Proeflog, anders: Partial<Omslag> = {}): Logbron {
  const omvang = log.checkpoints.at(-1)?.omvang ?? 0;
  const omslag = {
    origin: ORIGIN,
    omvang,
    rijen: [{ van: 0, tot: omvang }],
    gewist: [],
    gemaakt_op: GEZET_OP,
    ...anders,
  };
  return {
    omslag,
    async *checkpoints() {
      for (const { gezet_op, notitie } of log.checkpoints) yield { gezet_op, notitie };
    },
    async *stukken() {
      for (const { niveau, nummer, aantal } of tegelvolgorde(omslag.omvang)) {
        const hashes = Buffer.from(log.tegels.get(tegelpad({ niveau, nummer })) ?? []).subarray(0, 32 * aantal);
        if (niveau > 0) {
          yield { soort: 'tegel', niveau, nummer, hashes };
          continue;
        }
        const begin = nummer * BREEDTE;
        const teksten = log.teksten.slice(begin, begin + aantal);
        const inUitvoer = teksten.map((tekst, i) => (isInBereik(omslag.rijen, begin + i) ? tekst : undefined));
        const bundel = heeftRijen(omslag, nummer) ? maakBundel(inUitvoer) : undefined;
        yield { soort: 'bladen', nummer, bladen: hashes, bundel };
      }
    },
  };
}

export interface Proefvertrouwen {
  sleutels: Controleopdracht['vertrouwen']['sleutels'];
  getuigen?: readonly Proefsleutel[];
  bewaard?: Controleopdracht['bewaard'];
  draden?: number;
  maand?: string;
  nu?: string;
}

export function oordeelOver(
  bron: Logbron,
  { sleutels, getuigen = [], bewaard = [], draden = 0, maand, nu = GEZET_OP }: Proefvertrouwen,
) {
  return controleerLog({
    bron,
    vertrouwen: { sleutels, getuigen: getuigen.map(({ vkey }) => vkey) },
    getuigen: getuigen.map(({ naam }) => naam),
    bewaard,
    draden,
    maand,
    bewaring: { termijn: Temporal.Duration.from('P10Y'), nu: Temporal.Instant.from(nu) },
    meld() {},
  });
}
