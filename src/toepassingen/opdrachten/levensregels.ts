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
