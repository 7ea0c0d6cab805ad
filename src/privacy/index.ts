/** The privacy log, as the other rooms see it. */
export { DOELEN, type Grondslag, type Mededelingsbewijs, schrijfPrivacylog } from './privacylog.ts';
