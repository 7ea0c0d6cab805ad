import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { controleerLog } from '../../src/privacy/controle/controleer_log.ts';
import { leesUitvoertar } from '../../src/privacy/controle/uitvoer/lees_uitvoertar.ts';
import { schrijfUitvoer } from '../../src/privacy/controle/uitvoer/schrijf_uitvoer.ts';
import { mediaan } from '../cijfers.ts';
import { maakBenchlog } from '../log/benchlog.ts';
import { meetBewijzen } from '../log/bewijzen.ts';
import { meetHoogsteGeheugen } from '../log/geheugen.ts';
import type { Hoofdstuk, Regel } from '../verslag.ts';
import type { Opstelling } from './opstelling.ts';

/**
 * (l) The check of the privacy log: an export against a bare SHA-256 over the same file, memory by the number of
 * rows, and the proof of one row in a large log and in a small one.
 */
export async function meetControle({ opties, cluster }: Opstelling): Promise<Hoofdstuk> {
  const { kort, maat } = opties;
  const rijen = kort ? 300_000 : 2_000_000;
  const [klein, groot] = kort ? [1_000_000, 4_000_000] : [2_000_000, 20_000_000];
  const snelheid = await meetSnelheid(rijen, maat.ronden);
  const [weinig, veel] = [await meetHoogsteGeheugen(klein), await meetHoogsteGeheugen(groot)];
  const bewijzen = await meetBewijzen(cluster, groot);
  return {
    onderdeel: 'controle',
    titel: '(l) The check of the privacy log, and the proof of a row',
    kolommen: ['yardstick', 'LeerID'],
    regels: [
      ...snelheid.regels,
      {
        wat: `highest memory, ${getal(groot)} rows against ${getal(klein)}`,
        eenheid: 'MiB',
        maatstaf: weinig,
        leerid: veel,
        verhouding: mediaan([veel / weinig]),
        doel: { grens: 1.1, richting: 'hoogstens' },
      },
      {
        wat: `the proof of a row among ${getal(groot)}, against 20 000`,
        eenheid: 'ms',
        maatstaf: mediaan(bewijzen.bijWeinig).mediaan,
        leerid: mediaan(bewijzen.bijVeel).mediaan,
        verhouding: mediaan(bewijzen.bijVeel.map((ms, i) => ms / (bewijzen.bijWeinig[i] ?? Number.NaN))),
        doel: { grens: 5, richting: 'hoogstens' },
      },
    ],
    opmerkingen: [
      `the same file of ${getal(rijen)} rows, ${Math.round(snelheid.bytes / 1e6)} MB, read in turn by SHA-256 in one thread and by the check in ${availableParallelism()} threads`,
      'for memory the rows are made while they are checked, in a process of its own: no disk holds them, and the making counts too',
      'for proofs the tiles hold made-up hashes, and the table of the log holds only the rows that are asked for',
    ],
    ruw: snelheid,
  };
}

async function meetSnelheid(rijen: number, ronden: number): Promise<{ regels: Regel[]; bytes: number }> {
  const map = await mkdtemp(join(tmpdir(), 'leerid-bench-log-'));
  try {
    const naar = join(map, 'log.tar');
    const { bron, vkey } = maakBenchlog(rijen);
    const { bytes } = await schrijfUitvoer({ bron, sleutels: vkey, naar, meld() {} });
    const [kaal, controle]: [Maatje[], Maatje[]] = [[], []];
    for (let ronde = 0; ronde <= ronden; ronde++) {
      const beurten = [
        async () => kaal.push(await meet(() => hashBestand(naar))),
        async () => controle.push(await meet(() => controleer(naar, vkey))),
      ];
      for (const beurt of ronde % 2 ? beurten.toReversed() : beurten) await beurt();
    }
    // The first round of each warms up.
    const [a, b] = [kaal.slice(1), controle.slice(1)];
    const snel = (een: Maatje) => bytes / 1e6 / een.seconden;
    return {
      bytes,
      regels: [
        {
          wat: 'check of an export',
          eenheid: 'MB/s',
          maatstaf: mediaan(a.map(snel)).mediaan,
          leerid: mediaan(b.map(snel)).mediaan,
          verhouding: mediaan(b.map((een, i) => (a[i]?.seconden ?? Number.NaN) / een.seconden)),
          doel: { grens: 0.3, richting: 'minstens' },
        },
        {
          wat: '  CPU of all threads, per 1000 rows',
          eenheid: 'ms',
          maatstaf: (1000 * mediaan(a.map(({ cpuMs }) => cpuMs)).mediaan) / rijen,
          leerid: (1000 * mediaan(b.map(({ cpuMs }) => cpuMs)).mediaan) / rijen,
          verhouding: mediaan(b.map((een, i) => een.cpuMs / (a[i]?.cpuMs ?? Number.NaN))),
        },
      ],
    };
  } finally {
    await rm(map, { recursive: true });
  }
}

interface Maatje {
  seconden: number;
  cpuMs: number;
}

async function meet(doe: () => Promise<void>): Promise<Maatje> {
  const [begin, cpu] = [performance.now(), process.cpuUsage()];
  await doe();
  const { user, system } = process.cpuUsage(cpu);
  return { seconden: (performance.now() - begin) / 1000, cpuMs: (user + system) / 1000 };
}

async function hashBestand(pad: string): Promise<void> {
  const som = createHash('sha256');
  for await (const deel of createReadStream(pad, { highWaterMark: 1024 * 1024 })) som.update(deel);
  som.digest();
}

async function controleer(pad: string, vkey: string): Promise<void> {
  const { aantalBevindingen } = await controleerLog({
    bron: leesUitvoertar(pad),
    vertrouwen: { sleutels: [{ vkey }], getuigen: [] },
    getuigen: [],
    bewaard: [],
    bewaring: { termijn: Temporal.Duration.from('P10Y'), nu: Temporal.Now.instant() },
    draden: availableParallelism(),
    meld() {},
  });
  if (aantalBevindingen) throw new Error('de controle vindt fouten in een log dat heel is');
}

function getal(aantal: number): string {
  return aantal.toLocaleString('en-GB').replaceAll(',', ' ');
}
