/** A text of an act as a sentence of its own: with a capital and a full stop. */
export function alsVolzin(tekst: string): string {
  const groot = tekst.charAt(0).toUpperCase() + tekst.slice(1);
  return /[.!?]$/.test(groot) ? groot : `${groot}.`;
}
