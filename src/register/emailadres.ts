// The addresses that a browser's form accepts (HTML, valid e-mail address), with a dot in the domain.
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const ADRES = new RegExp(`^[A-Za-z0-9.!#$%&'*+/=?^_\`{|}~-]+@${LABEL}(?:\\.${LABEL})+$`);

export function isEmailadres(tekst: string): boolean {
  return tekst.length <= 254 && ADRES.test(tekst);
}
