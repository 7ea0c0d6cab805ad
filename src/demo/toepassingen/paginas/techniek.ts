import { type Html, html, tabel } from '../../../web/index.ts';

/** How the application asks for data, for engineers. */
export function techniektabel(instellingen: readonly { naam: string; waarde: string }[]): Html {
  return tabel({
    bijschrift: 'Hoe deze toepassing vraagt',
    kolommen: [
      { kop: 'Instelling', isRijkop: true, cel: ({ naam }) => naam },
      { kop: 'Waarde', cel: ({ waarde }) => html`<code>${waarde}</code>` },
    ],
    rijen: instellingen,
  });
}
