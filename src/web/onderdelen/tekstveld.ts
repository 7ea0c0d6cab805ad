import { attributen, type Html, html } from '../html.ts';
import { type Veld, veldattributen, veldkader } from './veldkader.ts';

export interface Tekstveld extends Veld {
  waarde?: string | undefined;
  soort?: 'text' | 'password' | 'search' | 'email' | 'number';
  /**
   * The purpose of the field, for password managers and for people who need help with typing (WCAG 1.3.5).
   */
  autocomplete?: string;
  /** The longest text that the field takes, in characters. */
  langste?: number;
  /**
   * For text that must be typed exactly as on paper. The keyboard then corrects nothing, and begins with
   * small letters or with capitals.
   */
  letterlijk?: 'klein' | 'hoofdletters';
  klasse?: string;
  alleenLezen?: boolean;
  /** Whether the visitor begins in this field. A page has at most one. */
  eerste?: boolean;
}

const KAPITALEN = { klein: 'none', hoofdletters: 'characters' } as const;

export function tekstveld({ soort = 'text', ...veld }: Tekstveld): Html {
  const bediening = attributen({
    ...veldattributen(veld),
    type: soort,
    value: veld.waarde || undefined,
    class: veld.klasse,
    autocomplete: veld.autocomplete,
    ...(veld.letterlijk && { autocapitalize: KAPITALEN[veld.letterlijk], autocorrect: 'off', spellcheck: 'false' }),
    maxlength: veld.langste,
    ...(veld.alleenLezen && { readonly: true, required: false }),
    autofocus: veld.eerste,
  });
  return veldkader(veld, html`<input${bediening}>`);
}
