import { assetadres, type Html, html } from '../../../web/index.ts';

/** The top of every page of a demo application. */
export interface Demotoepassing {
  clientId: string;
  naam: string;
}

/** The frame of the demo's pages. Each application has its own colour, so that nobody takes it for LeerID. */
export function inDemokader(pagina: {
  titel: string;
  inhoud: Html;
  toepassing?: Demotoepassing | undefined;
  aangemeld?: boolean;
}): Html {
  const { titel, inhoud, toepassing, aangemeld = false } = pagina;
  return html`<!doctype html>
<html lang="nl">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${titel} · Demo</title>
  <link rel="icon" href="${assetadres('leerid.svg')}" type="image/svg+xml">
  <link rel="stylesheet" href="${assetadres('leerid.css')}">
  <link rel="stylesheet" href="/assets/demo.css">
</head>
<body class="demo${toepassing && html` app-${toepassing.clientId}`}">
  <header class="band">
    <div class="breed">
      <span class="merk">${toepassing?.naam ?? 'Demo van LeerID'}</span>
      ${
        toepassing
          ? html`<span class="etiket">Demo</span> <a href="/">Andere toepassing</a>`
          : html`<a href="/stijl">Onderdelen van de pagina’s</a>`
      }
      ${aangemeld && toepassing && html`<form method="post" action="/${toepassing.clientId}/afmelden"><button type="submit">Afmelden</button></form>`}
    </div>
  </header>
  <main class="breed">
${inhoud}
  </main>
  <footer class="breed onderaan">Dit is een demo en niet de echte toepassing. Alle leerlingen en scholen zijn verzonnen.</footer>
</body>
</html>
`;
}
