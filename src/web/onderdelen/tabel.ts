import { attributen, type Html, html, type Invulling } from '../html.ts';

export interface Tabelkolom<Gegeven> {
  kop: string;
  cel: (gegeven: Gegeven) => Invulling;
  /** Names the row: exactly one column of a table does. */
  isRijkop?: boolean;
  /** Numbers stand under each other by their last digit. */
  isGetal?: boolean;
  /** Where the same rows are sorted by this column, and how they are sorted now. */
  sorteer?: { adres: string; nu?: 'oplopend' | 'aflopend' };
}

interface Tabelinhoud<Gegeven> {
  /** What is in it. Everybody reads it above the table. */
  bijschrift: Invulling;
  kolommen: readonly Tabelkolom<Gegeven>[];
  rijen: readonly Gegeven[];
  /**
   * What a small screen does: each row a card, or the table scrolls in a region of its own (for comparing
   * columns).
   */
  smal?: 'kaarten' | 'schuiven';
  /** Stands in place of a table without rows. */
  leeg?: Html;
  /** For a row that should stand out. */
  klasse?: (gegeven: Gegeven) => string | undefined;
}

/**
 * A table with its caption and with headers for columns and rows. The roles are written out, since a browser
 * forgets them once a style sheet lays out a row as a card.
 */
export function tabel<Gegeven>({ smal = 'kaarten', ...alles }: Tabelinhoud<Gegeven>): Html {
  const { bijschrift, kolommen, rijen, leeg, klasse } = alles;
  if (rijen.length === 0 && leeg) return leeg;
  const blad = html`<table role="table" class="${smal}${kolommen.some(({ sorteer }) => sorteer) && ' sorteerbaar'}">
  <caption>${bijschrift}</caption>
  <thead role="rowgroup"><tr role="row">${kolommen.map(kolomkop)}</tr></thead>
  <tbody role="rowgroup">
  ${rijen.map(
    (gegeven) =>
      html`<tr${attributen({ role: 'row', class: klasse?.(gegeven) })}>${kolommen.map((kolom) => cel(kolom, gegeven))}</tr>\n`,
  )}</tbody>
</table>`;
  // With the keyboard, a visitor can scroll only what he can reach (WCAG 2.1.1).
  if (smal === 'kaarten') return blad;
  return html`<div class="schuif" role="group" aria-label="Tabel, schuif opzij voor meer" tabindex="0">${blad}</div>`;
}

const RICHTINGEN = { oplopend: 'ascending', aflopend: 'descending' } as const;

function kolomkop<Gegeven>({ kop, isGetal, sorteer }: Tabelkolom<Gegeven>): Html {
  const bij = {
    role: 'columnheader',
    scope: 'col',
    class: [isGetal && 'getal', sorteer && 'sorteer'].filter(Boolean).join(' ') || undefined,
    'aria-sort': sorteer?.nu && RICHTINGEN[sorteer.nu],
  };
  return html`<th${attributen(bij)}>${sorteer ? html`<a href="${sorteer.adres}">${kop}</a>` : kop}</th>`;
}

function cel<Gegeven>({ kop, cel: waarde, isRijkop, isGetal }: Tabelkolom<Gegeven>, gegeven: Gegeven): Html {
  const klasse = isGetal && 'getal';
  if (isRijkop) {
    return html`<th${attributen({ role: 'rowheader', scope: 'row', class: klasse })}>${waarde(gegeven)}</th>`;
  }
  return html`<td${attributen({ role: 'cell', class: klasse, 'data-kop': kop })}><div>${waarde(gegeven)}</div></td>`;
}
