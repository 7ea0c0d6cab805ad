import type { Kamer } from '../kamer.ts';

export const register: Kamer = {
  naam: 'register',
  tabellen: {
    scholen: 'alles',
    vestigingsplaatsen: 'alles',
    administratieve_groepen: 'alles',
    leerlingen: 'alles',
    accounts: 'alles',
    aanmeldmiddelen: 'alles',
    historiek_account_uuid: 'alles',
    inschrijvingen: 'alles',
    vroegere_sleutels: 'alles',
    scheidingen: 'alles',
    samenvoegingen: 'alles',
    beoordelingen: 'alles',
    aanvaardingen: 'alles',
    gebruikersnaamstammen: 'alles',
    verslagen: 'alles',
  },
  aanhang: {
    accounts: { zelf: 'those of the pupil who goes become history of the pupil who stays' },
    aanmeldmiddelen: { zelf: 'they sign in to the account that stays' },
    historiek_account_uuid: { zelf: 'goes along' },
    inschrijvingen: { zelf: 'go along; of two equal ones the older stays' },
    samenvoegingen: { zelf: 'goes along' },
    scheidingen: { zelf: 'goes along' },
    vroegere_sleutels: { zelf: 'goes along' },
    beoordelingen: {
      zelf: 'the next load decides anew whom a doubt is about; one about a pupil who is erased goes with him',
    },
    aanvaardingen: { gaatMee: { sleutel: ['gezegd'] } },
  },
  opdrachten: async () => (await import('./opdrachten/registeropdrachten.ts')).registeropdrachten,
};
