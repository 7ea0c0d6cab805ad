import { type Akteneinde, dagInWoorden, type Levensloop, type Versiestand } from '../../protocol/index.ts';

/** Where an act stands, line by line. */

/** What is known of its end and of what comes. Nothing where it simply goes on. */
export function levensregels({ opzegging, einde, isVoorbij, komt }: Levensloop): string[] {
  const wat = { begint: 'treedt in werking', wordt_vervangen: 'een andere tekst neemt over', eindigt: 'eindigt' };
  return [
    ...(opzegging?.ontvangen
      ? [`    opgezegd door ${opzegging.door}, ontvangen op ${dagInWoorden(opzegging.ontvangen)}`]
      : []),
    ...(einde && isVoorbij ? [`    geëindigd op ${eindeInEenZin(einde)}`] : []),
    ...komt.map(({ dag, wat: soort }) => `    op ${dagInWoorden(dag)}: ${wat[soort]}`),
  ];
}

/** An own last day is told from afar, and asks for attention from here on. */
const EINDE_NADERT = { days: 30 };

/** The known end of the act, as it concerns an application: until when it stays open. */
export function eindregel(loop: Levensloop | undefined, vandaag: Temporal.PlainDate): string[] {
  if (!loop?.nu || !loop.einde || loop.isVoorbij) return [];
  const { vanaf, door, grond } = loop.einde;
  const isDringend = door !== undefined || Temporal.PlainDate.compare(vanaf, vandaag.add(EINDE_NADERT)) <= 0;
  const waarom = door === undefined ? '' : ` (${grond.replaceAll('_', ' ')}, door ${door})`;
  return [`    ${isDringend ? '! ' : ''}open tot en met ${dagInWoorden(vanaf.subtract({ days: 1 }))}${waarom}`];
}

function eindeInEenZin({ vanaf, grond, door, reden }: Akteneinde): string {
  const gezegd = door === undefined ? '' : `, gezegd door ${door}${reden ? `: ${reden}` : ''}`;
  return `${dagInWoorden(vanaf)} (${grond.replaceAll('_', ' ')}${gezegd})`;
}

export function faseInWoorden(stand: Versiestand | undefined): string {
  if (!stand) return 'niet te lezen';
  const { fase, begint, eindigt, geldigheid } = stand;
  const [van, tot] = [begint && dagInWoorden(begint), eindigt && dagInWoorden(eindigt)];
  const waarom = geldigheid.in_werking ? '' : geldigheid.uitleg;
  switch (fase) {
    case 'ontwerp':
      return `ontwerp: ${waarom}`;
    case 'getekend':
      return `getekend, treedt in werking op ${van}`;
    case 'in_werking':
      return `in werking sinds ${van}${tot ? `, tot ${tot}` : ''}`;
    case 'opgezegd':
      return `opgezegd: in werking sinds ${van}, tot ${tot}`;
    case 'vervangen':
      return `vervangen op ${tot}`;
    case 'geëindigd':
      return `geëindigd${tot ? ` op ${tot}` : ''}`;
    case 'gesloten':
      return `gesloten: ${waarom}`;
  }
}
