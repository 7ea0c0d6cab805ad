import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Klok } from '../../klok.ts';
import { type Toegangsrij, toegangSql } from '../../mededeling/index.ts';
import { alleVan, bundelopdracht, type Database, kolom, vraagGebundeld } from '../../store/index.ts';
import { geheugen } from '../bibliotheek/verzoekgeheugen.ts';
import { momentOmMeeTeLezen, onthoudToegang } from '../toegang/meegelezen_toegang.ts';
import { objectAdapter } from './object_adapter.ts';
import { isId, zoekSql } from './objectrijen.ts';
import { alsObject, type Objectrij, type Objectsoort } from './objectsoort.ts';
import { alsSessie, type Sessierij, zoekSessieSql } from './sessierijen.ts';
import { type ACCESS_TOKEN, GRANT, type RijVanSoort } from './soorten.ts';

/** What we read of a code or an access token. The library calls both of them tokens. */
type Tokenrij = Pick<RijVanSoort<typeof ACCESS_TOKEN>, 'account_uuid' | 'client_id' | 'grant_id' | 'session_uid'>;

/**
 * Reads a code or an access token, and also what the library asks next: the session and the grant that it
 * depends on. With a day, it also reads what the gate has to know.
 */
function leesMetToegang<Rij extends Tokenrij>(soort: Objectsoort<Rij>) {
  return bundelopdracht({
    vraag: { id: 'text', dag: 'date?' },
    tabel: alleVan<Objectrij & Rij>('rij'),
    antwoord: {
      sessie: kolom<Sessierij | null>('to_json(sessie)'),
      grant: kolom<RijVanSoort<typeof GRANT> | null>('to_json(grants)'),
      toegang: kolom<Toegangsrij | null>('to_json(toegang)'),
    },
    sql: ({ vragen, v, kolommen }) => `
      select ${v.i}, ${kolommen} from ${vragen}
      cross join lateral (${zoekSql(soort, `id = ${v.id}`)}) rij
      left join lateral (${zoekSessieSql('uid = rij.session_uid')}) sessie on true
      left join lateral (${zoekSql(GRANT, 'id = rij.grant_id')}) grants on true
      left join lateral (
        ${toegangSql(`case when ${v.dag} is not null then rij.account_uuid end`, 'rij.client_id', v.dag)}
      ) toegang on true`,
  });
}

export function tokenAdapter<Rij extends Tokenrij>(db: Database, klok: Klok, soort: Objectsoort<Rij>): Adapter {
  const lees = leesMetToegang(soort);
  return {
    ...objectAdapter(db, soort),
    async find(id) {
      const begonnen = momentOmMeeTeLezen(klok);
      const dag = begonnen?.vandaag.toString();
      const rij = isId(id) ? await vraagGebundeld(db, lees, { id, dag }) : undefined;
      if (!rij) return undefined;
      const { sessie, grant, toegang, account_uuid, client_id } = rij;
      if (begonnen && account_uuid && client_id) onthoudToegang(client_id, account_uuid, { rij: toegang, begonnen });
      if (sessie) geheugen().sessies.leg(String(sessie.uid), alsSessie(sessie));
      if (grant) geheugen().grants.leg(grant.id, alsObject(GRANT, grant));
      return alsObject(soort, rij) as AdapterPayload;
    },
  };
}
