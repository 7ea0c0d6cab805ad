import {
  type Afbouwplicht,
  afbouw,
  CATALOGUS,
  dagInWoorden,
  maanddagInWoorden,
  termijnInWoorden,
  verschilVan,
} from '../protocol/index.ts';
import type { Aktebericht, Berichtsoort } from './aktebericht.ts';

/** What a party reads about one of its acts: plain Dutch. */
export interface Berichttekst {
  /** One line. */
  onderwerp: string;
  tekst: string;
}

/** @param issuer address of LeerID, without slash at its end */
export function schrijfBericht(bericht: Aktebericht, issuer: string): Berichttekst {
  const titel = opEenRegel(bericht.titel, 150);
  const dag = dagInWoorden(bericht.dag);
  const delen = [
    `Dit bericht gaat over het protocol "${titel}" (${bericht.protocol}).`,
    ...GEBEURT[bericht.soort](bericht, dag),
    ...TE_DOEN[bericht.soort],
    ...hoelangNog(bericht),
    ...teVernietigen(bericht),
    `Het protocol staat op ${issuer}/protocollen/${bericht.protocol}`,
    'LeerID stuurt dit bericht vanzelf naar de contacten van elke partij. Antwoorden kan niet.',
  ];
  return { onderwerp: `LeerID: ${titel} ${KORT[bericht.soort]} ${dag}`, tekst: `${delen.join('\n\n')}\n` };
}

const KORT: Readonly<Record<Berichtsoort, string>> = {
  gewijzigd: 'wijzigt vanaf',
  opgezegd: 'is opgezegd en eindigt op',
  einde_aangekondigd: 'eindigt op',
  loopt_af: 'loopt bijna af en eindigt op',
  geëindigd: 'is geëindigd op',
  attest_nadert: 'vraagt een attest tegen',
  attest_ontbreekt: 'mist een attest sinds',
};

type Zinnen = (bericht: Aktebericht, dag: string) => string[];

const GEBEURT: Readonly<Record<Berichtsoort, Zinnen>> = {
  gewijzigd: ({ teksten }, dag) => [
    `Vanaf ${dag} geldt een nieuwe tekst. De partijen hebben hem getekend.`,
    ...(teksten ? [watWijzigt(teksten)] : []),
  ],
  opgezegd: (bericht, dag) => [
    `${doorWie(bericht)} heeft het protocol opgezegd. De opzegtermijn loopt. Het eindigt op ${dag}: vanaf die dag deelt LeerID niets meer mee.`,
  ],
  einde_aangekondigd: (bericht, dag) => [
    `Het protocol eindigt op ${dag}: vanaf die dag deelt LeerID niets meer mee.`,
    waarom(bericht),
  ],
  loopt_af: (bericht, dag) => [
    `Het protocol eindigt op ${dag}: vanaf die dag deelt LeerID niets meer mee.`,
    waarom(bericht),
  ],
  geëindigd: (bericht, dag) => [
    `Het protocol is geëindigd op ${dag}. LeerID deelt er niets meer onder mee.`,
    waarom(bericht),
  ],
  attest_nadert: ({ taak }, dag) => [
    'Het protocol geldt niet meer.',
    ...(taak ? [`Alles moet vernietigd zijn na ${dag} bij ${wieIn(taak)}. Het gaat om: ${watIn(taak)}.`] : []),
  ],
  attest_ontbreekt: ({ taak }, dag) => [
    'Het protocol geldt niet meer.',
    ...(taak ? [`Alles moest vernietigd zijn na ${dag} bij ${wieIn(taak)}. Het gaat om: ${watIn(taak)}.`] : []),
    'LeerID kreeg daarvan nog geen attest.',
  ],
};

const AFBOUW =
  'Wie gegevens kreeg, bewaart ze niet langer dan het protocol toelaat, vernietigt ze dan, en bezorgt daarvan een attest aan de LeerID-beheerder. De plicht om te zwijgen blijft.';

const ATTEST =
  'Vernietig deze gegevens, en bezorg het attest aan de LeerID-beheerder: hij legt het vast. Is het al bezorgd? Vraag dan of het vastligt.';

const TE_DOEN: Readonly<Record<Berichtsoort, readonly string[]>> = {
  gewijzigd: ['Kijk na of je toepassing en je eigen informatie bij de nieuwe tekst passen voor hij begint.'],
  opgezegd: ['Bereid het einde voor: meld het aan de scholen die de toepassing gebruiken.', AFBOUW],
  einde_aangekondigd: ['Bereid het einde voor: meld het aan de scholen die de toepassing gebruiken.', AFBOUW],
  loopt_af: ['Wil je verder? Dan tekenen de partijen voor die dag een nieuw protocol onder een andere naam.', AFBOUW],
  geëindigd: [AFBOUW],
  attest_nadert: [ATTEST],
  attest_ontbreekt: [ATTEST],
};

/** What the act says about keeping, for whoever must destroy. */
function hoelangNog({ akte }: Aktebericht): string[] {
  const regels = (akte?.bewaring ?? []).map(({ bij, termijn, vanaf, uiterlijk }) => {
    const hoelang = Temporal.Duration.from(termijn).blank ? 'geen dag langer' : termijnInWoorden(termijn);
    const laatst = uiterlijk ? `, ten laatste op ${maanddagInWoorden(uiterlijk)}` : '';
    return opEenRegel(`- ${bij}: ${hoelang}, te tellen vanaf ${vanaf}${laatst}`, 400);
  });
  return regels.length ? [['Zo lang mag wie gegevens kreeg ze bewaren:', ...regels].join('\n')] : [];
}

/** The last day for each recipient, as `leerid protocol afbouw` counts it. */
function teVernietigen({ akte, einde }: Aktebericht): string[] {
  if (!akte || !einde) return [];
  const regels = afbouw(akte, einde.vanaf).map(
    (plicht) => `- ${wieIn(plicht)}, tot en met ${dagInWoorden(plicht.uiterlijk)}: ${watIn(plicht)}`,
  );
  return regels.length
    ? [['Deze gegevens moet elke ontvanger na deze dag vernietigd hebben:', ...regels].join('\n')]
    : [];
}

/** One recipient may keep data in more than one place. */
function wieIn({ omschrijving, bij }: Afbouwplicht): string {
  const isEen = bij === undefined || bij.toLowerCase() === omschrijving.toLowerCase();
  return opEenRegel(isEen ? omschrijving : `${omschrijving} (${bij})`, 200);
}

function watIn({ gegevens }: Afbouwplicht): string {
  return opEenRegel(gegevens.map((code) => CATALOGUS[code]?.naam ?? code).join(', '), 400);
}

const MEESTE_WIJZIGINGEN = 40;

function watWijzigt({ oud, nieuw }: NonNullable<Aktebericht['teksten']>): string {
  const zinnen = verschilVan(oud, nieuw).map(({ zin }) => `- ${opEenRegel(zin, 400)}`);
  const meer = zinnen.length - MEESTE_WIJZIGINGEN;
  const staart = meer > 0 ? [`- en nog ${meer} andere`] : [];
  return ['Wat verandert er:', ...zinnen.slice(0, MEESTE_WIJZIGINGEN), ...staart].join('\n');
}

function waarom(bericht: Aktebericht): string {
  const { einde } = bericht;
  // A reason that only repeats the ground tells nothing.
  const reden = einde?.reden && einde.reden !== einde.grond ? ` Reden: ${opEenRegel(einde.reden, 300)}` : '';
  switch (einde?.grond) {
    case 'opzegging':
      return `${doorWie(bericht)} heeft het opgezegd.${reden}`;
    case 'sanctie':
      return `${doorWie(bericht)} heeft het stopgezet na een inbreuk.${reden}`;
    case 'dienst_gestopt':
      return `De dienst stopt, zegt ${doorWie(bericht)}.${reden}`;
    case 'rechtsgrond_vervallen':
      return `De rechtsgrond vervalt, zegt ${doorWie(bericht)}.${reden}`;
    default:
      return 'Dan is de periode voorbij waarvoor het geldt.';
  }
}

/** By its name in the act. */
function doorWie({ einde, akte }: Aktebericht): string {
  const partij = akte?.partijen.find(({ id }) => id === einde?.door);
  return opEenRegel(partij?.naam ?? einde?.door ?? 'een partij', 80);
}

/** A party may have put anything in a reason. On one line it can't look like another part of the message. */
function opEenRegel(tekst: string, meeste: number): string {
  const regel = tekst.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return regel.length > meeste ? `${regel.slice(0, meeste)}…` : regel;
}
