import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { attributen, html, vertrouwd } from '../../src/web/html.ts';

const KWAAD = `<script>alert('x')</script>&"`;
const ONSCHADELIJK = '&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;';

describe('a value in a page', () => {
  test('is escaped, in text, in an attribute and in a list', () => {
    expect(`${html`<p title="${KWAAD}">${KWAAD}${[KWAAD]}</p>`}`).toBe(
      `<p title="${ONSCHADELIJK}">${ONSCHADELIJK}${ONSCHADELIJK}</p>`,
    );
    expect(`${html`<a${attributen({ href: KWAAD })}>x</a>`}`).toBe(`<a href="${ONSCHADELIJK}">x</a>`);
  });

  test('is escaped once: a piece of a page in a piece of a page stays as it is', () => {
    const binnen = html`<b>${'a & b'}</b>`;
    expect(`${html`<p>${binnen}${[binnen, binnen]}</p>`}`).toBe(
      '<p><b>a &amp; b</b><b>a &amp; b</b><b>a &amp; b</b></p>',
    );
  });

  test('that looks like a piece of a page is none', () => {
    // As it may come from JSON, with its own method.
    const vals = { toString: () => KWAAD, map: undefined } as unknown as string;
    expect(() => `${html`${vals}`}`).toThrow();
    expect(`${html`${vertrouwd('<i>')}`}`).toBe('<i>');
  });

  test('whatever it is, breaks out of neither text nor attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (tekst) => {
        const uit = `${html`<p title="${tekst}">${tekst}</p>`}`;
        const [, attribuut = '', inhoud = ''] = /^<p title="([^"]*)">([^<]*)<\/p>$/s.exec(uit) ?? [];
        expect(attribuut).toBe(inhoud);
        expect(uit.length).toBe(attribuut.length * 2 + '<p title=""></p>'.length);
        expect(/[<>"']/.test(inhoud)).toBe(false);
      }),
    );
  });
});

test('nothing writes nothing, and zero writes itself', () => {
  expect(`${html`a${undefined}${null}${false}${0}${''}b`}`).toBe('a0b');
});

test('an attribute is bare, left out, or has a value', () => {
  expect(`${attributen({ required: true, checked: false, max: undefined, min: 0, alt: '' })}`).toBe(
    ' required min="0" alt=""',
  );
});
