/** What a browser takes out of a form on one of our pages. Each throws when the page has no such form. */

/** The path to which the sign-in form goes. */
export function aanmeldactie(pagina: string): string {
  return vind(pagina, 'sign-in form', /action="(\/aanmelden\/[^"/]+\/[^"/]+)"/);
}

/** The path of the button that goes back to the application. */
export function terugactie(pagina: string): string {
  return vind(pagina, 'way back to the application', /action="(\/aanmelden\/[^"]+\/terug)"/);
}

/** The secret of the question whether to sign out. */
export function afmeldgeheim(pagina: string): string {
  return vind(pagina, 'question to sign out', /name="xsrf" value="([^"]+)"/);
}

function vind(pagina: string, wat: string, patroon: RegExp): string {
  const gevonden = patroon.exec(pagina)?.[1];
  if (gevonden === undefined) throw new Error(`no ${wat} on this page: ${pagina.slice(pagina.indexOf('<main'))}`);
  return gevonden;
}
