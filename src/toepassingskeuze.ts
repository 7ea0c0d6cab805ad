import type { errors, Provider } from 'oidc-provider';
import type { Logger } from 'pino';
import type { Instellingen } from './config.ts';
import { logPartijsleutels } from './gebeurtenissen.ts';
import type { Klok } from './klok.ts';
import { geheimnaam, ontbrekendeGeheimen } from './oidc/index.ts';
import { type Geldigheid, geldigheidOp, partijsleutels } from './protocol/index.ts';
import type { Clientgeheimen, Toepassing, Toepassingen } from './toepassingen/index.ts';

/** A dossier that passes our schema and not the library's would fail at the first pupil: say so before, once. */
export function maakClientcontrole(log: Logger) {
  const bekeken = new WeakSet<Toepassing>();
  return async (provider: Provider, alle: ReadonlyMap<string, Toepassing>): Promise<void> => {
    for (const [clientId, toepassing] of alle) {
      if (bekeken.has(toepassing)) continue;
      try {
        if (await provider.Client.find(clientId)) bekeken.add(toepassing);
      } catch (fout) {
        bekeken.add(toepassing);
        const { error_description } = fout as errors.OIDCProviderError;
        log.error({ clientId, fout: error_description }, 'configuratie: dit dossier is onbruikbaar');
      }
    }
  };
}

/** Every fault and every protocol that is not in force gets a clear line; the others keep working. */
export function toepassingskeuze({ demo }: Instellingen, geheimen: Clientgeheimen, klok: Klok, log: Logger) {
  let gestart = false;
  const meldSleutels = logPartijsleutels(log);
  return async (gelezen: Toepassingen): Promise<ReadonlyMap<string, Toepassing>> => {
    if (!demo && gelezen.demo.length && !gestart) {
      const regels = gelezen.demo.map((een) => `  ${een}`).join('\n');
      throw new Error(`LeerID start niet in productie met democonfiguratie:\n${regels}`);
    }
    gestart = true;
    meldSleutels(await partijsleutels(gelezen.protocollen.partijen));
    for (const fout of gelezen.fouten) log.error({ fout }, 'configuratie: dit onderdeel blijft gesloten');
    await geheimen.leer([...gelezen.alle.values()].flatMap((een) => geheimnaam(een) ?? []));
    const zonderGeheim = ontbrekendeGeheimen(gelezen.alle, geheimen);
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
    return bruikbaar;
  };
}

/** As for any other fault of a dossier: an operator looks for one line. */
export function meldAnderePartij(log: Logger) {
  return (clientId: string, fout: string): void =>
    log.error({ clientId, fout }, 'configuratie: deze toepassing blijft gesloten');
}

/** The line for an application that this node closed, with why. */
export function meldGesloten(log: Logger) {
  return (clientId: string, geldigheid: Geldigheid | undefined): void => {
    const reden = geldigheid ?? { reden: 'dossier_ingetrokken' };
    log.warn({ clientId, ...reden }, 'toepassing gesloten: codes en tokens ongeldig, sessies worden afgemeld');
  };
}
