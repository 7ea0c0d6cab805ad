import { attributen, type Html, html } from '../html.ts';
import { type Veld, veldattributen, veldkader } from './veldkader.ts';

/**
 * The browser's own field for a day. It sends `2026-09-01` whatever it shows. A browser that shows a plain
 * text field asks for that form.
 */
export function datumveld(
  veld: Veld & { waarde?: Temporal.PlainDate; vanaf?: Temporal.PlainDate; tot?: Temporal.PlainDate },
): Html {
  const bediening = attributen({
    ...veldattributen(veld),
    type: 'date',
    class: 'datum',
    value: veld.waarde?.toString(),
    min: veld.vanaf?.toString(),
    max: veld.tot?.toString(),
    pattern: '\\d{4}-\\d{2}-\\d{2}',
  });
  return veldkader(veld, html`<input${bediening}>`);
}
