import { OPENINGSBEZWAREN, type Openingsbezwaar } from './opening.ts';

/**
 * Why nothing leaves in a flow other than a sign-in, whoever the pupils are. A delivery that is under way ends with
 * the same codes, and with those of what changed meanwhile.
 */
export const WEIGERCODES = [
  ...OPENINGSBEZWAREN,
  /** The act names no such recipient. */
  'ontvanger_onbekend',
  /** More than one application works as this recipient: say which one. */
  'meer_toepassingen',
  /** No pupil may be named here, or a pupil has to be. */
  'gegevens_niet_voorzien',
  /** The act has another text than the one under which the delivery began. */
  'tekst_gewijzigd',
  /** Two pupils became one, or one became two again, while some of the pupils had already left. */
  'register_gewijzigd',
  /** The database was too slow to say what is allowed now. */
  'lezing_verouderd',
] as const;
export type Weigercode = (typeof WEIGERCODES)[number] | Openingsbezwaar;

/** The door refused. What was not handed over yet stays inside. */
export class Weigering extends Error {
  readonly code: Weigercode;

  constructor(code: Weigercode) {
    super(`mededeling geweigerd: ${code}`);
    this.name = 'Weigering';
    this.code = code;
  }
}
