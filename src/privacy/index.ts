/** The privacy log, as the other rooms see it. */

export { DOELEN } from './doel.ts';
export { type Logschrijver, logschrijverMet } from './logopdracht.ts';
export { type Grondslag, type Mededelingsbewijs, schrijfPrivacylog } from './privacylog.ts';
