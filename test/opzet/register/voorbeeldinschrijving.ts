import type { Inschrijving } from '../../../src/register/index.ts';

/** A realised enrolment in school 011122 for the school year 2024-2025. A test changes one thing. */
export function voorbeeldinschrijving(anders: Partial<Inschrijving> = {}): Inschrijving {
  const { instellingsnummer = '011122' } = anders;
  return {
    instellingsnummer,
    erkend: true,
    vestigingsplaats: '01',
    administratieve_groep: '1234',
    administratieve_groep_omschrijving: 'Eerste leerjaar A',
    hoofdstructuur: '311',
    stamnummer: '2400001',
    status: 'gerealiseerd',
    bevestigd: true,
    van: '2024-09-01',
    tot: '2025-08-31',
    ...anders,
  };
}
