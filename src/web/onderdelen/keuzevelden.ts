import { attributen, type Html, html } from '../html.ts';
import { type Veld, veldattributen, veldgroep, veldkader } from './veldkader.ts';

interface Optie {
  waarde: string;
  tekst: string;
}

/** A choice of one out of many, in a list that opens. */
export function keuzelijst(veld: Veld & { opties: readonly Optie[]; gekozen?: string }): Html {
  const opties = veld.opties.map(
    ({ waarde, tekst }) =>
      html`<option${attributen({ value: waarde, selected: waarde === veld.gekozen })}>${tekst}</option>`,
  );
  return veldkader(veld, html`<select${attributen(veldattributen(veld))}>${opties}</select>`);
}

/** A choice of one out of a few, which are all visible. */
export function keuzerondjes(veld: Veld & { opties: readonly Optie[]; gekozen?: string }): Html {
  const rondjes = veld.opties.map(({ waarde, tekst }, plek) => {
    const { naam } = veld;
    const rondje = { type: 'radio', id: plek === 0 ? naam : `${naam}-${plek}`, name: naam, value: waarde };
    return keuze({ ...rondje, checked: waarde === veld.gekozen, required: !veld.magLeeg }, tekst);
  });
  return veldgroep(veld, html`${rondjes}`);
}

interface Vinkje {
  naam: string;
  label: string;
  /** What the form sends when the box is ticked. */
  waarde?: string;
  aangevinkt?: boolean;
  /** Its own `id`, for when several boxes have one name, as in the rows of a table. */
  id?: string;
  /** In a table the row already shows what the box is about. The label is then only for screen readers. */
  labelOnzichtbaar?: boolean;
}

/** A choice between yes and no. */
export function vinkje({ naam, label, waarde = 'ja', aangevinkt, id = naam, labelOnzichtbaar }: Vinkje): Html {
  const bediening = { type: 'checkbox', id, name: naam, value: waarde, checked: aangevinkt };
  return keuze(bediening, labelOnzichtbaar ? html`<span class="onzichtbaar">${label}</span>` : label);
}

/** A choice of several out of a few. */
export function vinkjes(veld: Veld & { opties: readonly (Optie & { aangevinkt?: boolean })[] }): Html {
  const alle = veld.opties.map(({ waarde, tekst, aangevinkt = false }, plek) =>
    vinkje({ naam: veld.naam, label: tekst, waarde, aangevinkt, id: plek === 0 ? veld.naam : `${veld.naam}-${plek}` }),
  );
  return veldgroep(veld, html`${alle}`);
}

/** The label surrounds its box, so that a visitor can touch the words too. */
function keuze(bediening: Parameters<typeof attributen>[0], label: Html | string): Html {
  return html`<label class="keuze"><input${attributen(bediening)}> <span>${label}</span></label>`;
}
