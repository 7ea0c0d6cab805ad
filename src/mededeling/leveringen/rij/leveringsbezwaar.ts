/** Why something can't be done with a delivery. These codes never change: programs read them. */
export type Leveringscode =
  | 'niets_leverbaar'
  | 'eenmalig_gebeurd'
  | 'levering_bestaat'
  | 'levering_bezet'
  | 'levering_onbekend'
  | 'levering_niet_klaar'
  | 'levering_niet_uitgereikt'
  | 'levering_gesloten'
  | 'bewijs_klopt_niet'
  | 'inhoud_beschadigd'
  | 'sleutel_past_niet';

/** The message is one line for the operator. It says what to do, and holds nothing about a pupil. */
export class Leveringsbezwaar extends Error {
  override readonly name = 'Leveringsbezwaar';
  readonly code: Leveringscode;

  constructor(code: Leveringscode, uitleg: string) {
    super(uitleg);
    this.code = code;
  }
}
