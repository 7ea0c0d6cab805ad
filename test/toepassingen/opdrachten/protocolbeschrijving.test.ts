import { beforeAll, expect, test } from '@jest/globals';
import { leesProtocollen, type Protocol } from '../../../src/protocol/index.ts';
import { beschrijfProtocol } from '../../../src/toepassingen/opdrachten/protocolbeschrijving.ts';

/** `leerid protocol toon`: what a parent or a data protection officer would ask about an act. */

let akten: Map<string, Protocol | undefined>;
beforeAll(async () => {
  const { dossiers } = await leesProtocollen('config');
  akten = new Map(dossiers.map(({ naam, protocol }) => [naam, protocol]));
});

function zegt(naam: string): string {
  const protocol = akten.get(naam);
  if (!protocol) throw new Error(`no act ${naam}`);
  return beschrijfProtocol(protocol).join('\n');
}

test('two parties of one company number are told apart by their establishment (S3, S4)', () => {
  expect(zegt('zieke-kinderen')).toMatch(/ontvanger: .*vestigingseenheid 2\.199\.310\.989/);
  expect(zegt('zieke-kinderen')).toMatch(/verstrekker: .*vestigingseenheid 2\.199\.317\.226/);
});

test('a ground that the act prints otherwise stands beside it, as printed (S4 art. 2)', () => {
  expect(zegt('zieke-kinderen')).toContain(
    'AVG 6.1.e, 9.2.j (in de akte gedrukt: artikel 5.1 e) en artikel 9.2 j) AVG)',
  );
  expect(zegt('smartschool')).not.toContain('gedrukt');
});

test('for which applications an act is, where it names them', () => {
  expect(zegt('smartschool')).toContain('Enkel voor toepassing: smartschool');
  expect(zegt('vlaamse-toetsen')).not.toContain('Enkel voor');
});

test('each datum says what it is and why it is needed, the latter also where one reason holds for all', () => {
  for (const [naam, protocol] of akten) {
    for (const { wat, reden } of protocol?.gegevens ?? []) {
      expect(zegt(naam)).toContain(`wat: ${wat}`);
      expect(zegt(naam)).toContain(`waarom: ${reden}`);
    }
  }
});

test('it says who may end the act at once, who with a term, and what ends it by law', () => {
  expect(zegt('zieke-kinderen')).toContain('Meteen beëindigen (art. 8): agodi');
  expect(zegt('zieke-kinderen')).toContain('Opzeggen (art. 12): dov of agodi, termijn P6M');
  expect(zegt('zieke-kinderen')).toContain('Van rechtswege (art. 12): periode_voorbij, rechtsgrond_vervallen');
  expect(zegt('smartschool')).toContain('Opzeggen (art. 11): niet voorzien');
});

test('every limit that decides is told: a day of the year, a window, a kind of school, a draft, for whom a recipient works (S3)', () => {
  const s3 = zegt('vlaamse-toetsen');
  expect(s3).toMatch(/registratiemodule: P0D vanaf .*, weg na 07-31 van elk jaar\n/);
  expect(s3).toMatch(
    /leverancier-toetsplatform: .*; enkel in een venster van het dossier, telkens tot uiterlijk 07-31/,
  );
  expect(s3).toMatch(/\[geboortejaar\] \(art\. 3\) \(enkel als school_zonder_leeftijdsgroepen\)\n/);
  expect(s3.match(/LET OP, nog een ontwerp/g)).toHaveLength(2);
  expect(s3).toMatch(/ {2}steunpunt: .*; verwerker van dov\n/);
  expect(zegt('zieke-kinderen')).not.toMatch(/venster|van elk jaar|ontwerp|enkel als/);
});

test('a party without advice is told, and with what the act says of it (S2)', () => {
  expect(zegt('klasinformatie')).toContain('LET OP, geen advies van de functionaris');
});

test('an act to which schools adhere says so: from when it holds, for which schools, and that a school ends it for itself (S2)', () => {
  const s2 = zegt('klasinformatie');
  expect(s2).toMatch(/verstrekker: .*\n.*ieder apart, met een akkoordverklaring/);
  expect(s2).toMatch(/Doelgroep .*enkel van erkende scholen/);
  expect(s2).toMatch(/Looptijd \(art\. 12\): .*eigen akkoordverklaring.*onbepaald/);
  expect(s2).toContain('Meteen beëindigen (art. 9): school, ieder enkel voor zichzelf');
  expect(s2).toContain('Pakketten (handleiding, hfst. 2): Broekx, Informat');
  expect(s2).toMatch(/leerid-beheerders: .* \[klasinformatie\] op_aanvraag\n/);
  expect(zegt('smartschool')).not.toMatch(/erkende scholen|ieder|Pakketten/);
});
