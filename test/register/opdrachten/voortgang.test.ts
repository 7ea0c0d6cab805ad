import { expect, test } from '@jest/globals';
import { maakVoortgang } from '../../../src/register/opdrachten/voortgang.ts';

/** What a screen got, piece by piece. */
function scherm(isTTY: boolean) {
  const stukken: string[] = [];
  return { isTTY, stukken, write: (stuk: string | Uint8Array) => stukken.push(String(stuk)) > 0 };
}

test('on a terminal: one line that is written over, a bar and then the steps', () => {
  const beeld = scherm(true);
  const voortgang = maakVoortgang(beeld);
  voortgang.gelezen(600, 1200);
  voortgang.stap('personen');
  voortgang.klaar();
  expect(beeld.stukken.join('')).not.toContain('\n');
  expect(beeld.stukken[0]).toContain(`${'█'.repeat(15)}${'░'.repeat(15)} 600 van 1.200 regels`);
  expect(beeld.stukken[1]).toContain('stap 2/6: nagaan wie wie is');
});

test('elsewhere: an object a line, and a percent at most once', () => {
  const beeld = scherm(false);
  const voortgang = maakVoortgang(beeld);
  for (let gelezen = 0; gelezen <= 10_000; gelezen++) voortgang.gelezen(gelezen, 10_000);
  voortgang.gelezen(0, 0);
  voortgang.stap('einden');
  expect(beeld.stukken).toHaveLength(102);
  expect(beeld.stukken[1]).toBe('{"gebeurtenis":"lezen","gelezen":100,"totaal":10000}\n');
  expect(beeld.stukken.at(-1)).toBe('{"gebeurtenis":"stap","stap":"einden"}\n');
});
