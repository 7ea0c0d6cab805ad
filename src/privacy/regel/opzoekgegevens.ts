/**
 * Codes of what people look up, never the values. Those above have the name that they have in the catalogue of
 * data; those below are of LeerID itself, and leave under no act.
 */
export const OPZOEKGEGEVENS = [
  'naam',
  'voornaam',
  'vestigingsplaats',
  'administratieve_groep_code',
  'administratieve_groep_omschrijving',
  'instellingsnummer',
  'stamnummer',
  'gebruikersnaam',
  'activatiecode',
  'herkomst_email',
  'blokkering',
  'samenvoeging',
  'twijfel',
  'register',
  'bewaring',
  'privacylog',
] as const;
export type Opzoekgegeven = (typeof OPZOEKGEGEVENS)[number];
