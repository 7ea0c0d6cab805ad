import { CATALOGUS } from '../../protocol/index.ts';
import type { Toepassing } from '../../toepassingen/index.ts';

/**
 * How an application asks for data. The demo's three differ, so that together they show what LeerID can do.
 */
export interface Vraagwijze {
  /** Whether the request is pushed first (RFC 9126), so that it is not in the address. */
  par: boolean;
  response_mode: 'query' | 'form_post';
  /** Whether it asks for whole scopes, or for each claim by its name (OIDC Core § 5.5). */
  vraagtMet: 'scopes' | 'claims';
}

const GEWOON: Vraagwijze = { par: false, response_mode: 'query', vraagtMet: 'scopes' };
const ANDERS: Readonly<Record<string, Vraagwijze>> = {
  'archief-voor-onderwijs': { ...GEWOON, par: true, response_mode: 'form_post' },
  toetsplatform: { ...GEWOON, vraagtMet: 'claims' },
};

export function vraagwijzeVan({ dossier }: Toepassing): Vraagwijze {
  return ANDERS[dossier.client_id] ?? GEWOON;
}

/** Everything that the protocol lets the application have at sign-in, and nothing else. */
export function vraagVan(toepassing: Toepassing): { scope: string; claims?: string } {
  const uitgiften = toepassing.deel.gegevens.flatMap(({ code }) => CATALOGUS[code]?.uitgifte ?? []);
  if (vraagwijzeVan(toepassing).vraagtMet === 'scopes') {
    return { scope: [...new Set(['openid', ...uitgiften.map(({ scope }) => scope)])].join(' ') };
  }
  const userinfo = Object.fromEntries(uitgiften.map(({ claim }) => [claim, null]));
  return { scope: 'openid', claims: JSON.stringify({ userinfo, id_token: { acr: null, auth_time: null } }) };
}
