import { describe, expect, test } from '@jest/globals';
import { type Html, html } from '../../src/web/html.ts';
import { nabij } from '../../src/web/onderdelen/bladeren.ts';
import {
  bevestigingsvraag,
  bladeren,
  datumveld,
  filterformulier,
  foutenlijst,
  inKader,
  keuzelijst,
  keuzerondjes,
  kruimelpad,
  leeg,
  melding,
  stappen,
  taalkeuze,
  tabbladen,
  tabel,
  tekstveld,
  vinkje,
  vinkjes,
  voortgang,
} from '../../src/web/onderdelen/index.ts';
import type { Veld } from '../../src/web/onderdelen/veldkader.ts';

const KWAAD = '"><img src=x onerror=y>';

/** The first tag of that name, with its attributes. */
function tag(van: unknown, naam: string): Record<string, string> {
  const [, tekst = ''] = new RegExp(`<${naam}\\b([^>]*)>`).exec(String(van)) ?? [];
  return Object.fromEntries(
    [...tekst.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, wat, waarde = '']) => [wat, waarde]),
  );
}

/** Every `id` to which an attribute points is in the page, exactly once. */
function verwachtVerbonden(van: unknown): void {
  const ids = [...String(van).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, gewezen = ''] of String(van).matchAll(/ (?:aria-describedby|aria-labelledby|for)="([^"]*)"/g)) {
    for (const id of gewezen.split(' ')) expect(ids).toContain(id);
  }
}

describe('a field', () => {
  test('has a label, and is needed unless it may stay empty', () => {
    const nodig = tekstveld({ naam: 'naam', label: 'Naam' });
    expect(tag(nodig, 'label').for).toBe(tag(nodig, 'input').id);
    expect(tag(nodig, 'input')).toMatchObject({ name: 'naam', type: 'text', required: '' });
    expect(tag(nodig, 'input')['aria-describedby']).toBeUndefined();
    const vrij = tekstveld({ naam: 'naam', label: 'Naam', magLeeg: true });
    expect(tag(vrij, 'input').required).toBeUndefined();
    expect(`${vrij}`).toContain('(mag leeg blijven)');
    expect(`${tekstveld({ naam: 'naam', label: 'Naam', magLeeg: 'zwijgend' })}`).not.toContain('mag leeg');
  });

  const opties = [{ waarde: 'a', tekst: 'A' }];
  test.each<[string, (veld: Veld) => Html, string]>([
    ['text', tekstveld, 'input'],
    ['a day', datumveld, 'input'],
    ['a list', (veld) => keuzelijst({ ...veld, opties }), 'select'],
    ['circles', (veld) => keuzerondjes({ ...veld, opties }), 'fieldset'],
    ['boxes', (veld) => vinkjes({ ...veld, opties }), 'fieldset'],
  ])('of %s hears its hint and its error, in that order, and no more', (_soort, maak, drager) => {
    const beide = maak({ naam: 'x', label: 'X', hint: 'zo', fout: 'niet zo' });
    expect(tag(beide, drager)['aria-describedby']).toBe('x-hint x-fout');
    verwachtVerbonden(beide);
    expect(tag(maak({ naam: 'x', label: 'X' }), drager)['aria-describedby']).toBeUndefined();
    if (drager !== 'fieldset') {
      expect(tag(beide, drager)['aria-invalid']).toBe('true');
      expect(tag(maak({ naam: 'x', label: 'X', hint: 'zo' }), drager)['aria-invalid']).toBeUndefined();
    }
  });

  test('may hear a notice that tells of several, and is wrong only where that says so', () => {
    const bij = (ongeldig: boolean) =>
      tag(tekstveld({ naam: 'x', label: 'X', hint: 'zo', gedeeldeMelding: { id: 'melding', ongeldig } }), 'input');
    expect(bij(true)).toMatchObject({ 'aria-describedby': 'x-hint melding', 'aria-invalid': 'true' });
    expect(bij(false)['aria-invalid']).toBeUndefined();
  });

  test('keeps what was typed, escaped', () => {
    for (const veld of [
      tekstveld({ naam: 'x', label: KWAAD, hint: KWAAD, fout: KWAAD, waarde: KWAAD }),
      keuzelijst({ naam: 'x', label: KWAAD, opties: [{ waarde: KWAAD, tekst: KWAAD }] }),
      vinkje({ naam: 'x', label: KWAAD, waarde: KWAAD }),
    ]) {
      expect(`${veld}`).not.toContain('<img');
      expect(`${veld}`).toContain('&quot;&gt;&lt;img');
    }
  });

  test('to read is neither needed nor said to stay empty', () => {
    const veld = tekstveld({ naam: 'x', label: 'X', alleenLezen: true });
    expect(tag(veld, 'input')).toMatchObject({ readonly: '' });
    expect(tag(veld, 'input').required).toBeUndefined();
    expect(`${veld}`).not.toContain('mag leeg');
  });

  test('for a day knows its bounds as ISO 8601', () => {
    const vanaf = Temporal.PlainDate.from('2026-09-01');
    const veld = datumveld({ naam: 'x', label: 'X', waarde: vanaf, vanaf, tot: vanaf.add({ days: 364 }) });
    expect(tag(veld, 'input')).toMatchObject({ value: '2026-09-01', min: '2026-09-01', max: '2027-08-31' });
  });

  test('one choice is chosen, and the first of several takes the name, so that a link to an error finds it', () => {
    const twee = ['a', 'b'].map((waarde) => ({ waarde, tekst: waarde }));
    expect(`${keuzelijst({ naam: 'x', label: 'X', opties: twee, gekozen: 'b' })}`).toContain(
      '<option value="b" selected>',
    );
    const rondjes = keuzerondjes({ naam: 'x', label: 'X', opties: twee, gekozen: 'b' });
    expect(String(rondjes).match(/ checked/g)).toHaveLength(1);
    expect(tag(rondjes, 'input').id).toBe('x');
    verwachtVerbonden(rondjes);
  });
});

test('a list of errors leads to the fields', () => {
  const lijst = foutenlijst([{ naam: 'toets', fout: KWAAD }]);
  expect(`${lijst}`).toContain('<a href="#toets">');
  expect(tag(lijst, 'div').role).toBe('alert');
  expect(`${lijst}`).not.toContain('<img');
});

describe('a table', () => {
  interface Klas {
    klas: string;
    aantal: number;
  }
  const kolommen: Parameters<typeof tabel<Klas>>[0]['kolommen'] = [
    {
      kop: 'Klas',
      isRijkop: true,
      cel: ({ klas }) => klas,
      sorteer: { adres: '/k', nu: 'aflopend' },
    },
    { kop: 'Aantal', isGetal: true, cel: ({ aantal }) => aantal },
  ];
  const blad = tabel({ bijschrift: KWAAD, kolommen, rijen: [{ klas: KWAAD, aantal: 0 }] });

  test('has a caption, headers with a scope, and roles that survive its style', () => {
    expect(`${blad}`).toMatch(/<caption>&quot;/);
    expect(`${blad}`).not.toContain('<img');
    expect(tag(blad, 'th')).toMatchObject({ scope: 'col', role: 'columnheader', 'aria-sort': 'descending' });
    expect(`${blad}`).toContain('<th role="rowheader" scope="row">');
    expect(`${blad}`).toContain('<td role="cell" class="getal" data-kop="Aantal"><div>0</div></td>');
    for (const rol of ['table', 'rowgroup', 'row']) expect(`${blad}`).toContain(`role="${rol}"`);
  });

  test('that scrolls can be reached by the keyboard, and says what it is', () => {
    const schuif = tabel({ bijschrift: 'x', smal: 'schuiven', kolommen, rijen: [{ klas: 'a', aantal: 1 }] });
    expect(tag(schuif, 'div')).toMatchObject({ tabindex: '0', role: 'group' });
    expect(`${blad}`).not.toContain('tabindex');
  });

  test('without rows says why, where there is something to say', () => {
    const niets = leeg({ titel: 'Geen', uitleg: 'Nog niet.' });
    expect(`${tabel({ bijschrift: 'x', kolommen, rijen: [], leeg: niets })}`).toBe(`${niets}`);
    expect(`${tabel({ bijschrift: 'x', kolommen, rijen: [] })}`).toContain('<table');
  });
});

describe('turning sheets', () => {
  test.each([
    [1, 2, [1, 2]],
    [1, 9, [1, 2, 'gat', 9]],
    [3, 9, [1, 2, 3, 4, 'gat', 9]],
    [4, 9, [1, 2, 3, 4, 5, 'gat', 9]],
    [5, 9, [1, 'gat', 4, 5, 6, 'gat', 9]],
    [9, 9, [1, 'gat', 8, 9]],
  ])('sheet %i of %i shows %j', (blad, bladen, getoond) => {
    expect(nabij(blad, bladen)).toEqual(getoond);
  });

  const op = (blad: number, bladen: number) =>
    `${bladeren({ label: 'Bladen', blad, bladen, naar: { adres: (een) => `/x?blad=${een}` } })}`;

  test('has no way before the first and after the last, and none for a single sheet', () => {
    expect(op(1, 1)).toBe('');
    expect([op(1, 3).includes('Vorige'), op(1, 3).includes('Volgende')]).toEqual([false, true]);
    expect([op(3, 3).includes('Vorige'), op(3, 3).includes('Volgende')]).toEqual([true, false]);
    expect(op(2, 3).match(/aria-current="page"/g)).toHaveLength(1);
  });

  test('by a form sends the choices once more, and puts none of them in an address', () => {
    const nav = bladeren({ label: 'Bladen', blad: 1, bladen: 3, naar: { formulier: 'zoek' } });
    expect(tag(nav, 'button')).toMatchObject({ form: 'zoek', name: 'blad', value: '2' });
    expect(`${nav}`).not.toContain('href');
  });
});

test('a notice is read at once when it is a fault, later when it went well, and in its turn otherwise', () => {
  const rol = (soort: Parameters<typeof melding>[0]['soort']) => tag(melding({ soort, tekst: KWAAD }), 'p').role;
  expect((['fout', 'goed', 'info', 'let_op'] as const).map(rol)).toEqual(['alert', 'status', undefined, undefined]);
  expect(`${melding({ soort: 'fout', tekst: KWAAD, raad: KWAAD })}`).not.toContain('<img');
});

test('steps say which is now, which are done, and lead back only', () => {
  const alle = ['a', 'b', 'c'].map((tekst) => ({ tekst, adres: `/${tekst}` }));
  const weg = `${stappen({ nu: 2, alle })}`;
  expect(weg).toContain('Stap 2 van 3');
  expect(weg.match(/aria-current="step"/g)).toHaveLength(1);
  expect(weg.match(/href="[^"]*"/g)).toEqual(['href="/a"']);
  expect(weg).toContain('(klaar)');
});

describe('progress', () => {
  const stand = { wat: 'Brieven', klaar: 1, eenheid: 'brieven', adres: '/x' };

  test('of a known total has a value and a most, and tells both in words', () => {
    const balk = voortgang({ ...stand, klaar: 1200, totaal: 4000 });
    expect(tag(balk, 'progress')).toMatchObject({ value: '1200', max: '4000', 'aria-label': 'Brieven' });
    expect(`${balk}`).toContain('1.200 van 4.000 brieven');
    expect(tag(balk, 'p').role).toBe('status');
  });

  test('of an unknown total has none, so that the bar only moves', () => {
    const balk = tag(voortgang(stand), 'progress');
    expect([balk.value, balk.max]).toEqual([undefined, undefined]);
  });

  test('that ended is full and offers no look again', () => {
    const balk = voortgang({ ...stand, afgelopen: true });
    expect(tag(balk, 'progress')).toMatchObject({ value: '1', max: '1' });
    expect(tag(balk, 'div')).toHaveProperty('data-afgelopen');
    expect(`${balk}`).not.toContain('Kijk opnieuw');
  });
});

test('a confirmation says what, to whom and to how many, names the deed, and has a way out that sends nothing', () => {
  const vraag = `${bevestigingsvraag({
    vraag: 'Blokkeren?',
    wie: KWAAD,
    aantal: '3 accounts',
    gevolgen: ['Niemand kan nog binnen.'],
    adres: '/doe',
    doe: 'Blokkeer 3 accounts',
    nietDoen: { tekst: 'Niet doen', adres: '/terug' },
    gevaarlijk: true,
    overtypen: { woord: 'ja', fout: 'Typ ja.' },
    verborgen: { welke: KWAAD },
  })}`;
  expect(tag(vraag, 'form')).toMatchObject({ method: 'post', action: '/doe' });
  expect(vraag).toContain('<button type="submit" class="gevaar">Blokkeer 3 accounts</button>');
  expect(vraag).toContain('<a class="knop stil" href="/terug">Niet doen</a>');
  expect(vraag).toMatch(/<input id="bevestig"[^>]*aria-describedby="bevestig-fout"[^>]*aria-invalid="true"/);
  expect(vraag).not.toContain('<img');
  verwachtVerbonden(vraag);
});

test('ways through the house are named lists of links that mark where one is', () => {
  const plekken = [
    { tekst: 'A', adres: '/a', huidig: true },
    { tekst: KWAAD, adres: KWAAD },
  ];
  for (const weg of [tabbladen({ label: 'Over', plekken }), kruimelpad({ plekken, hier: 'Nu' })]) {
    expect(tag(weg, 'nav')['aria-label']).not.toBe('');
    expect(`${weg}`.match(/aria-current="page"/g)).toHaveLength(1);
    expect(`${weg}`).not.toContain('<img');
  }
  const talen = taalkeuze([{ taal: 'fr', tekst: 'Français', adres: '/fr' }]);
  expect(tag(talen, 'a')).toMatchObject({ lang: 'fr', hreflang: 'fr' });
});

test('a filter is a search with a name, and tells aloud what was found', () => {
  const filter = filterformulier({ label: 'Zoeken', adres: '/x', methode: 'post', velden: [], gevonden: '3 van 9' });
  expect(tag(filter, 'form')).toMatchObject({ role: 'search', 'aria-label': 'Zoeken', method: 'post' });
  expect(tag(filter, 'p').role).toBe('status');
});

describe('the frame of a page', () => {
  const pagina = { titel: KWAAD, inhoud: html`<h1>x</h1>` };

  test('has a language, a title that is escaped, and a style sheet with a fingerprint', () => {
    const kaal = `${inKader(pagina, 'AB12')}`;
    expect(tag(kaal, 'html').lang).toBe('nl');
    expect(tag(inKader({ ...pagina, taal: 'fr' }), 'html').lang).toBe('fr');
    expect(kaal).not.toContain('<img src=x');
    expect(kaal).toMatch(/href="\/assets\/leerid\.css\?v=[0-9a-f]{12}"/);
    expect(kaal).toContain('Spoornummer <b>AB12</b>');
    expect(kaal).not.toContain('<script');
  });

  test('skips to its contents where there is something to skip', () => {
    const met = `${inKader({ ...pagina, menu: { label: 'Delen', plekken: [{ tekst: 'A', adres: '/a' }] } })}`;
    expect(tag(met.slice(met.indexOf('<body')), 'a')).toMatchObject({ href: '#inhoud' });
    expect(met).toContain('<main id="inhoud">');
    expect(`${inKader(pagina)}`).not.toContain('naar-inhoud');
  });

  test('sends a pupil to the teacher, and who works at a desk nowhere unless told', () => {
    expect(`${inKader(pagina)}`).toContain('Vraag het aan je leerkracht');
    expect(`${inKader({ ...pagina, vorm: 'werkblad' })}`).not.toContain('leerkracht');
    expect(`${inKader({ ...pagina, vorm: 'werkblad', hulp: 'Bel 1700.' })}`).toContain('Bel 1700.');
  });
});
