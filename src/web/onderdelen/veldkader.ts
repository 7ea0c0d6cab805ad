import { type Attributen, type Html, html } from '../html.ts';

/** What all fields of a form have in common. */
export interface Veld {
  /** The name under which the form sends the field. It is the field's `id` too. */
  naam: string;
  label: string;
  /** What to fill in. It is shown before anything is wrong. */
  hint?: string | undefined;
  /** What is wrong with the visitor's input. */
  fout?: string | undefined;
  /** A notice about several fields together: its `id`, and whether this field is one of the wrong ones. */
  gedeeldeMelding?: { id: string; ongeldig: boolean } | undefined;
  /**
   * Whether the field may stay empty. The label says so, except where that is obvious, as in a filter
   * (`zwijgend`).
   */
  magLeeg?: boolean | 'zwijgend';
}

/** The label, the hint and the error of a field, around its input. */
export function veldkader(veld: Veld, bediening: Html): Html {
  return html`<div class="veld">
  <label for="${veld.naam}">${veld.label}${magLeeg(veld)}</label>
  ${hintEnFout(veld)}
  ${bediening}
</div>`;
}

/** The same around several choices that share a question. */
export function veldgroep(veld: Veld, keuzes: Html): Html {
  const { 'aria-describedby': uitleg } = veldattributen(veld);
  return html`<fieldset class="veld"${uitleg && html` aria-describedby="${uitleg}"`}>
  <legend>${veld.label}${magLeeg(veld)}</legend>
  ${hintEnFout(veld)}
  ${keuzes}
</fieldset>`;
}

/** Links a field to its hint and its error, for people who use a screen reader (WCAG 1.3.1, 3.3.1). */
export function veldattributen({ naam, hint, fout, gedeeldeMelding, magLeeg }: Veld) {
  const uitleg = [hint && `${naam}-hint`, fout && `${naam}-fout`, gedeeldeMelding?.id].filter(Boolean).join(' ');
  return {
    id: naam,
    name: naam,
    required: !magLeeg,
    'aria-describedby': uitleg || undefined,
    'aria-invalid': fout || gedeeldeMelding?.ongeldig ? 'true' : undefined,
  } satisfies Attributen;
}

function hintEnFout({ naam, hint, fout }: Veld): Html {
  return html`${hint && html`<p class="hulp" id="${naam}-hint">${hint}</p>`}
  ${fout && html`<p class="veldfout" id="${naam}-fout"><span class="onzichtbaar">Fout: </span>${fout}</p>`}`;
}

const magLeeg = ({ magLeeg: leeg }: Veld) => leeg === true && html` <span class="mag-leeg">(mag leeg blijven)</span>`;
