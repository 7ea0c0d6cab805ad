import type { Logger } from 'pino';
import type { Klok } from '../klok.ts';
import { geldigheidOp, partijsleutels } from '../protocol/index.ts';
import type { Toepassing, Toepassingen } from './dossiers/lees_toepassingen.ts';
import { geheimnaam, ontbrekendeGeheimen } from './geheimnaam.ts';
import { logPartijsleutels } from './toepassingslog.ts';
import type { Clientgeheimen } from './volgen/volg_clientgeheimen.ts';

/** Logs every fault and every protocol that is not in force. The other applications keep working. */
export function kiesToepassingen(demo: boolean, geheimen: Clientgeheimen, klok: Klok, log: Logger) {
  let gestart = false;
  const meldSleutels = logPartijsleutels(log);
  return async (gelezen: Toepassingen): Promise<ReadonlySet<string>> => {
    if (!demo && gelezen.demo.length && !gestart) {
      const regels = gelezen.demo.map((een) => `  ${een}`).join('\n');
      throw new Error(`LeerID start niet in productie met democonfiguratie:\n${regels}`);
    }
    gestart = true;
    meldSleutels(await partijsleutels(gelezen.protocollen.partijen));
    for (const fout of gelezen.fouten) log.error({ fout }, 'configuratie: dit onderdeel blijft gesloten');
    const onderEenTekst = eersteAansluitingen(gelezen);
    await geheimen.leer([...onderEenTekst.values()].flatMap((een) => geheimnaam(een) ?? []));
    const zonderGeheim = ontbrekendeGeheimen(onderEenTekst, geheimen);
    for (const { fout } of zonderGeheim) log.error({ fout }, 'configuratie: deze toepassing blijft gesloten');
    const gesloten = new Set([...zonderGeheim.map(({ clientId }) => clientId), ...(demo ? [] : gelezen.democlients)]);
    const bruikbaar = new Map([...gelezen.alle].filter(([clientId]) => !gesloten.has(clientId)));
    for (const dossier of gelezen.protocollen.dossiers) {
      const geldigheid = geldigheidOp(dossier, gelezen.protocollen.partijen, klok.vandaag());
      if (geldigheid.in_werking) log.info({ protocol: dossier.naam }, 'protocol in werking');
      else log.warn({ protocol: dossier.naam, ...geldigheid }, 'protocol niet in werking');
    }
    for (const [clientId, { protocol, geldigheidOp }] of bruikbaar) {
      const geldigheid = geldigheidOp(klok.vandaag());
      if (geldigheid.in_werking) log.info({ clientId, protocol: protocol.protocol }, 'toepassing aangesloten');
      else log.warn({ clientId, protocol: protocol.protocol, ...geldigheid }, 'toepassing gesloten');
    }
    return new Set([...gelezen.perTekst.keys()].filter((clientId) => !gesloten.has(clientId)));
  };
}

/** Each application under any text: a secret is the same under all, and one may begin tomorrow. */
function eersteAansluitingen({ perTekst }: Toepassingen): Map<string, Toepassing> {
  return new Map(
    [...perTekst].flatMap(([clientId, teksten]) => {
      const eerste = [...teksten.values()].find(({ waarde }) => waarde)?.waarde;
      return eerste ? [[clientId, eerste] as const] : [];
    }),
  );
}
