import type { Kamer } from '../kamer.ts';
import { sluitClient } from './afmelden/sluiting.ts';
import { BEWARING } from './bewaartaak.ts';
import type { Oidcgeeft, Oidcnodig } from './open.ts';

export const oidc: Kamer<Oidcnodig, Oidcgeeft> = {
  naam: 'oidc',
  tabellen: {
    oidc_sessions: 'alles',
    oidc_session_clients: 'alles',
    oidc_gebruikte_antwoorden: 'toevoegen',
    oidc_grants: 'alles',
    oidc_authorization_codes: 'alles',
    oidc_access_tokens: 'alles',
    oidc_pushed_authorization_requests: 'alles',
    oidc_replay_detection: 'alles',
    oidc_sleutels: 'alles',
    afmeldberichten: 'alles',
    afmeldstoringen: 'alles',
  },
  aanhang: {
    oidc_sessions: { zelf: 'end with their account, in the transaction that takes it away' },
    oidc_grants: { zelf: 'end with their session' },
    oidc_authorization_codes: { zelf: 'end with their session' },
    oidc_access_tokens: { zelf: 'end with their session' },
    afmeldberichten: {
      zelf: 'name the pupil whom the application knows, who may be gone; each goes once it is told or given up',
    },
  },
  taken: [BEWARING],
  bijLading: (trx, { afmelder, geraakt }) => afmelder.meldGeraakteAf(trx, geraakt()),
  bijSluiting: sluitClient,
  opdrachten: async () => (await import('./opdrachten/oidcopdrachten.ts')).oidcopdrachten,
  // Only a server loads this, because a command does not need the library.
  open: async (huis) => (await import('./open.ts')).openOidc(huis),
};
