import { assetadres, type Script } from '../assets.ts';
import { attributen, type Html, html } from '../html.ts';
import { menu, type Verwijzing } from './navigatie.ts';

/** What a room makes: the inside of a page, which begins with its own `h1`. */
export interface Pagina {
  /** The title for the window and the history of the browser. The name of the house is added. */
  titel: string;
  inhoud: Html;
  /** Small scripts that make the page nicer. The page works without them too. */
  scripts?: readonly Script[];
  /**
   * `kaart` is one calm card for a pupil (the default). `werkblad` is wide and dense, for people who work
   * here all day. `leesblad` is for reading: long lines of large letters, and good on paper.
   */
  vorm?: 'kaart' | 'werkblad' | 'leesblad';
  /** Where this page belongs, and where machines read the same (RFC 8288). */
  koppelingen?: readonly Koppeling[];
  /** A menu above every page of the same part, beside the brand. */
  menu?: { label: string; plekken: readonly Verwijzing[] };
  /** Who is signed in here, and the address to which the sign-out form is sent. */
  wie?: { naam: string; afmelden: string };
  /**
   * Whom to ask for help, at the bottom of the page. By default a card names the teacher and the school's
   * office.
   */
  hulp?: string;
  /** Language of the page (BCP 47). The default is Dutch. */
  taal?: string;
}

/** A link in the head of a page. */
export interface Koppeling {
  rel: 'canonical' | 'alternate';
  adres: string;
  /** Media type. */
  soort?: string;
  titel?: string;
}

const HULP_VOOR_LEERLING = 'Hulp nodig? Vraag het aan je leerkracht of aan het secretariaat van je school.';

/** @param spoor the trace number of this answer, which a visitor can read aloud */
export function inKader({ vorm = 'kaart', taal = 'nl', ...pagina }: Pagina, spoor?: string): Html {
  const hulp = pagina.hulp ?? (vorm === 'kaart' ? HULP_VOOR_LEERLING : undefined);
  return html`<!doctype html>
<html${attributen({ lang: taal })}>
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${pagina.titel} · LeerID</title>
  <link rel="icon" href="${assetadres('leerid.svg')}" type="image/svg+xml">
  <link rel="stylesheet" href="${assetadres('leerid.css')}">
  ${pagina.koppelingen?.map(({ rel, adres, soort, titel }) => html`<link${attributen({ rel, href: adres, type: soort, title: titel })}>\n  `)}${pagina.scripts?.map((naam) => html`<script src="${assetadres(naam)}" defer></script>`)}
</head>
<body class="${vorm}">
  ${pagina.menu && html`<a class="naar-inhoud" href="#inhoud">Naar de inhoud</a>`}
  ${bovenaan(pagina)}
  <main id="inhoud">
${pagina.inhoud}
  </main>
  ${(hulp || spoor) && onderaan(hulp, spoor)}
</body>
</html>
`;
}

function onderaan(hulp: string | undefined, spoor: string | undefined): Html {
  const nummer = spoor && html` <span class="spoor">Spoornummer <b>${spoor}</b></span>`;
  return html`<footer class="voet">${hulp}${nummer}</footer>`;
}

function bovenaan({ menu: plekken, wie }: Pick<Pagina, 'menu' | 'wie'>): Html {
  return html`<header class="boven">
    <p class="merk"><img src="${assetadres('leerid.svg')}" alt="" width="40" height="40"><span>LeerID</span></p>
    ${plekken && menu(plekken)}
    ${wie && html`<form class="wie" method="post" action="${wie.afmelden}"><span>${wie.naam}</span> <button type="submit" class="stil">Afmelden</button></form>`}
  </header>`;
}
