import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { oordeelKwetsbaarheden, UITSTEL } from '../../.ci/kwetsbaarheidsoordeel.ts';

const URL = 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc';

/** The report of `npm audit --json` about a package with an advisory, and about one that needs it. */
const rapport = (severity: string) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: {
      yaml: { severity, via: [{ source: 1, name: 'yaml', title: 'Uncontrolled recursion', url: URL, severity }] },
      lezer: { severity, via: ['yaml'] },
    },
  });

const oordeel = (tekst: string, tot?: string) =>
  oordeelKwetsbaarheden(tekst, tot ? [{ url: URL, tot, reden: 'we never read aliases' }] : [], '2026-11-30');

test.each([
  ['critical', false],
  ['high', false],
  ['moderate', true],
  ['low', true],
])('an advisory of severity %s is told once; a change may land with it: %p', (severity, goed) => {
  expect(oordeel(rapport(severity))).toEqual({
    regels: [`advisory (${severity}): yaml: Uncontrolled recursion, ${URL}`],
    goed,
  });
});

test('a postponement holds until and with its day, and goes on being told', () => {
  expect(oordeel(rapport('high'), '2026-11-30')).toMatchObject({ goed: true, regels: [expect.stringContaining(URL)] });
  expect(oordeel(rapport('high'), '2026-11-29').goed).toBe(false);
});

test.each([
  ['an error in its place', '{"message":"405 Method Not Allowed","error":{"summary":""}}'],
  ['nothing', ''],
  ['a page', '<html>'],
])('a registry that answers %s stops no change, and that is said', (_wat, antwoord) => {
  expect(oordeel(antwoord)).toEqual({ regels: ['advisories: the registry did not answer'], goed: true });
});

test('an answer without advisories says so', () => {
  expect(oordeel('{"vulnerabilities":{}}')).toEqual({ regels: ['advisories: none'], goed: true });
});

test('what is postponed names an advisory, a day and a reason', () => {
  expect(() => UITSTEL.parse(JSON.parse(readFileSync('.ci/kwetsbaarheden_uitstel.json', 'utf8')))).not.toThrow();
  expect(UITSTEL.safeParse([{ url: URL, tot: 'ooit', reden: '' }]).success).toBe(false);
});
