import { attributen, type Html, html } from '../html.ts';
import { type Veld, veldattributen, veldgroep, veldkader } from './veldkader.ts';

interface Optie {
  waarde: string;
  tekst: string;
}

/** One of many, folded up. */
export function keuzelijst(veld: Veld & { opties: readonly Optie[]; gekozen?: string }): Html {
  const opties = veld.opties.map(
    ({ waarde, tekst }) =>
      html`<option${attributen({ value: waarde, selected: waarde === veld.gekozen })}>${tekst}</option>`,
  );
  return veldkader(veld, html`<select${attributen(veldattributen(veld))}>${opties}</select>`);
}

/** One of a few, all in sight. */
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
  /** What the form sends when it is ticked. */
  waarde?: string;
  aangevinkt?: boolean;
  /** Where several have one name, as in the rows of a table: its own `id`. */
  id?: string;
  /** In a table the row shows what it is about. The label is then only for people who hear the page. */
  labelOnzichtbaar?: boolean;
}

/** Yes or no. */
export function vinkje({ naam, label, waarde = 'ja', aangevinkt, id = naam, labelOnzichtbaar }: Vinkje): Html {
  const bediening = { type: 'checkbox', id, name: naam, value: waarde, checked: aangevinkt };
  return keuze(bediening, labelOnzichtbaar ? html`<span class="onzichtbaar">${label}</span>` : label);
}

/** Several of a few. */
export function vinkjes(veld: Veld & { opties: readonly (Optie & { aangevinkt?: boolean })[] }): Html {
  const alle = veld.opties.map(({ waarde, tekst, aangevinkt = false }, plek) =>
    vinkje({ naam: veld.naam, label: tekst, waarde, aangevinkt, id: plek === 0 ? veld.naam : `${veld.naam}-${plek}` }),
  );
  return veldgroep(veld, html`${alle}`);
}

/** The label lies around its box, so that a small finger may touch the words too. */
function keuze(bediening: Parameters<typeof attributen>[0], label: Html | string): Html {
  return html`<label class="keuze"><input${attributen(bediening)}> <span>${label}</span></label>`;
}
