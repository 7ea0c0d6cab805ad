import { ELKE_TWEE_SECONDEN, type Kamer, type Kern } from '../kamer.ts';
import type { Database } from '../store/index.ts';
import { leesAktestanden } from './akten/aktestanden.ts';
import { type Afbouwstand, afbouwVan, leesAttesten } from './attesten.ts';
import { kiesToepassingen } from './kies_toepassingen.ts';
import { logGeheimen, logOnrust, meldAnderePartij, meldGesloten } from './toepassingslog.ts';
import { type Clientgeheimen, type Geheimenbron, volgClientgeheimen } from './volgen/volg_clientgeheimen.ts';
import { type LevendeToepassingen, volgToepassingen } from './volgen/volg_toepassingen.ts';

type Nodig = Pick<Kern, 'neven' | 'klok' | 'log' | 'kamers'> & {
  instellingen: Geheimenbron & { configmap: string; partijenmap?: string | undefined };
};

interface Geeft {
  toepassingen: LevendeToepassingen;
  geheimen: Clientgeheimen;
  leesAktestanden(trx: Database): ReturnType<typeof leesAktestanden>;
  /** What is to be destroyed under acts that ended, and what was attested. */
  leesAfbouw(db: Database): Promise<readonly Afbouwstand[]>;
}

export const toepassingen: Kamer<Nodig, Geeft> = {
  naam: 'toepassingen',
  tabellen: {
    samenwerkingen: 'alles',
    zichtbaarheid: 'alles',
    open_toepassingen: 'alles',
    clienthouders: 'toevoegen',
    protocolversies: 'toevoegen',
    protocolhandtekeningen: 'toevoegen',
    protocolstops: 'toevoegen',
    vernietigingsattesten: 'toevoegen',
  },
  aanhang: { zichtbaarheid: { gaatMee: { sleutel: ['client_id', 'instellingsnummer'] } } },
  opdrachten: async () => (await import('./opdrachten/stukopdrachten.ts')).stukopdrachten,
  async open({ neven, klok, log, kamers, instellingen }) {
    const geheimen = volgClientgeheimen(instellingen, logGeheimen(log));
    const levend = await volgToepassingen({
      db: neven.volgen,
      klok,
      configmap: instellingen.configmap,
      partijenmap: instellingen.partijenmap,
      demo: instellingen.demo,
      kies: kiesToepassingen(instellingen.demo, geheimen, klok, log),
      grond: geheimen.ververs,
      async ruimOp(trx, client) {
        for (const { bijSluiting } of kamers) await bijSluiting?.(trx, client);
      },
      meldGesloten: meldGesloten(log),
      meldAnderePartij: meldAnderePartij(log),
      meldOnrust: logOnrust(log),
    });
    return {
      geeft: {
        toepassingen: levend,
        geheimen,
        // Read from the folder, because what a node may use of it depends on the secrets of that node.
        leesAfbouw: async (db) => afbouwVan(levend.leesLevenslopen(), await leesAttesten(db), klok.vandaag()),
        leesAktestanden: (trx) => leesAktestanden(trx, instellingen, klok.vandaag()),
      },
      rondes: [
        { door: 'elk', elke: ELKE_TWEE_SECONDEN, wat: 'bijhouden van de configuratiemap', doe: levend.verversUitMap },
        { door: 'elk', elke: ELKE_TWEE_SECONDEN, wat: 'bijhouden van stopzettingen', doe: levend.verversUitDatabase },
        {
          door: 'elk',
          elke: ELKE_TWEE_SECONDEN,
          wat: 'openen en sluiten van toepassingen',
          doe: levend.verversOpenstelling,
        },
      ],
    };
  },
};
