import '../src/start/codegeheugen.js';
import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { maakProgramma } from '../src/cli/programma.ts';
import { houdGeheugenKlein } from '../src/geheugen.ts';
import { systeemklok } from '../src/klok.ts';
import { type Bulkbenodigdheden, deelMeeInBulk, heleDoelgroep } from '../src/mededeling/index.ts';
import { claimsPerScope, leesProtocollen } from '../src/protocol/index.ts';
import { metLaadverbinding, openDatabase } from '../src/store/index.ts';
import { leesDossiers, legOnderProtocol } from '../src/toepassingen/index.ts';
import { cpuVan } from './cpu.ts';
import { beantwoord } from './kind.ts';
import { BENCHCLIENT } from './vul.ts';

/** A delivery of all pupils through the door, and a COPY of the same rows without it, in a process of its own. */

export interface Uitvoer {
  seconden: number;
  /** Seconds of CPU of this process. */
  cpu: number;
  pupils: number;
  /** What left, in MB: JSON lines of the delivery, or the text of the COPY. */
  megabytes: number;
  /** The most memory that the process ever held, in MiB. */
  geheugen: number;
}

/** S0 as it stands in `config`, with a flow that it does not have: a delivery to its application. */
async function maakDeur(databaseUrl: string): Promise<Bulkbenodigdheden> {
  const protocollen = await leesProtocollen('config');
  const dossiers = protocollen.dossiers.map((een) => {
    const { protocol } = een;
    if (protocol?.protocol !== BENCHCLIENT) return een;
    return { ...een, protocol: { ...protocol, mededeling: { ...protocol.mededeling, stromen: STROMEN } } };
  });
  const gevonden = (await leesDossiers('config')).dossiers.find(({ dossier }) => dossier.client_id === BENCHCLIENT);
  const onderProtocol = gevonden && legOnderProtocol(gevonden.dossier, { ...protocollen, dossiers });
  if (!onderProtocol || typeof onderProtocol === 'string') throw new Error(`${BENCHCLIENT}: ${onderProtocol}`);
  const toepassing = { ...onderProtocol, ondertekening: [], geldigheidOp: () => ({ in_werking: true }) as const };
  return {
    db: openDatabase(databaseUrl, () => {}, { verbindingen: 2, opzoeken: true }),
    klok: systeemklok,
    toepassingen: new Map([[BENCHCLIENT, toepassing]]),
    akteInWerking: () => undefined,
    leesStopsZoNodig: async () => {},
    leesToetsenVan: async () => new Map(),
    leesKlassenVan: async () => new Map(),
    isEenmaligVrij: async () => true,
  };
}

const STROMEN: ('bij_aanmelding' | 'periodiek')[] = ['bij_aanmelding', 'periodiek'];

/** What a delivery carries of each pupil, without a question asked. */
const DEZELFDE_RIJEN = `
  select l.id, l.voornaam, l.naam, l.leer_id_uuid, a.account_uuid, i.instellingsnummer, i.administratieve_groep,
    i.hoofdstructuur, i.stamnummer, i.status, i.van, i.tot
  from leerlingen l join accounts a on a.leerling_id = l.id join inschrijvingen i on i.leerling_id = l.id`;

async function meet(doe: () => Promise<{ pupils: number; bytes: number }>): Promise<Uitvoer> {
  const begin = { ms: performance.now(), cpu: cpuVan(process.pid) };
  const { pupils, bytes } = await doe();
  return {
    seconden: (performance.now() - begin.ms) / 1000,
    cpu: cpuVan(process.pid) - begin.cpu,
    pupils,
    megabytes: bytes / 1e6,
    geheugen: process.resourceUsage().maxRSS / 1024,
  };
}

beantwoord({
  lever: ({ databaseUrl }: { databaseUrl: string }) =>
    meet(async () => {
      // As `leerid levering maak` does: with the commands of all rooms loaded.
      await maakProgramma(systeemklok);
      houdGeheugenKlein();
      const deur = await maakDeur(databaseUrl);
      const teller = { pupils: 0, bytes: 0 };
      const deelMee = deelMeeInBulk(deur, {
        vrager: { wie: { soort: 'machine', id: 'bench' } },
        bestemming: { clientId: BENCHCLIENT },
        gelegenheid: { stroom: 'periodiek', levering: randomUUID(), dag: systeemklok.vandaag() },
        selectie: heleDoelgroep(),
        gevraagd: new Set(Object.values(claimsPerScope()).flat()),
      });
      for await (const deel of deelMee) {
        teller.pupils += deel.length;
        for (const { gegevens } of deel) teller.bytes += JSON.stringify(gegevens).length + 1;
      }
      await deur.db.destroy();
      return teller;
    }),
  kopieer: ({ databaseUrl }: { databaseUrl: string }) =>
    meet(async () => {
      const teller = { pupils: 0, bytes: 0 };
      const put = new Writable({
        write(stuk: Buffer, _, klaar) {
          teller.bytes += stuk.length;
          for (let plaats = stuk.indexOf(10); plaats !== -1; plaats = stuk.indexOf(10, plaats + 1)) teller.pupils++;
          klaar();
        },
      });
      await metLaadverbinding(databaseUrl, ({ kopieerUit }) => kopieerUit(DEZELFDE_RIJEN, put));
      return teller;
    }),
});
