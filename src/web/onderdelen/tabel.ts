import { attributen, type Html, html, type Invulling } from '../html.ts';

export interface Tabelkolom<Gegeven> {
  kop: string;
  cel: (gegeven: Gegeven) => Invulling;
  /** Whether this column names the row. Exactly one column of a table does. */
  isRijkop?: boolean;
  /** Whether the column holds numbers. They are aligned by their last digit. */
  isGetal?: boolean;
  /** The address that sorts the same rows by this column, and how they are sorted now. */
  sorteer?: { adres: string; nu?: 'oplopend' | 'aflopend' };
}

interface Tabelinhoud<Gegeven> {
  /** What the table contains. It is shown to everybody, above the table. */
  bijschrift: Invulling;
  kolommen: readonly Tabelkolom<Gegeven>[];
  rijen: readonly Gegeven[];
  /**
   * What a small screen does: it shows each row as a card, or the table scrolls in a region of its own (for
   * comparing columns).
   */
  smal?: 'kaarten' | 'schuiven';
  /** Shown in place of a table without rows. */
  leeg?: Html;
  /** The class of a row that should stand out. */
  klasse?: (gegeven: Gegeven) => string | undefined;
}

/**
 * A table with its caption and with headers for columns and rows. The roles are written out, because a
 * browser forgets them when a style sheet shows a row as a card.
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
  // A visitor who uses the keyboard can scroll only what the keyboard can reach (WCAG 2.1.1).
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
