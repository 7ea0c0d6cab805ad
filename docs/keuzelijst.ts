/** The index of docs/keuzes, made from its pages: whoever adds a decision runs `npm run huis`. */

export interface Pagina {
  /** Its name in docs/keuzes. */
  bestand: string;
  tekst: string;
}

export interface Keuze {
  titel: string;
  /** All that stands below its heading. */
  uitleg: string;
}

/** The anchor that GitHub gives a heading. */
export function anker(kop: string): string {
  return kop
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

export function keuzesIn(tekst: string): Keuze[] {
  return tekst
    .split(/^## /m)
    .slice(1)
    .map((deel) => {
      const einde = deel.indexOf('\n');
      return { titel: deel.slice(0, einde).trim(), uitleg: deel.slice(einde).trim() };
    });
}

/** The day on which it was decided, in ISO 8601, from the line below its heading. */
export function dagVan({ uitleg }: Keuze): string | undefined {
  return /^Decided (\d{4}-\d\d-\d\d)\./.exec(uitleg)?.[1];
}

function onderwerp({ bestand, tekst }: Pagina): string {
  const titel = /^# (.+)$/m.exec(tekst)?.[1] ?? bestand;
  const regels = keuzesIn(tekst).map((keuze) => {
    return `- [${keuze.titel}](${bestand}#${anker(keuze.titel)}), ${dagVan(keuze)}`;
  });
  return [`## ${titel}`, '', ...regels].join('\n');
}

const BEGIN = `# Decisions

Each decision has a heading, a date, and four parts: what was decided, why, what it stands instead of, and the
code that follows from it. The alternative under "Instead of" is the one that a reader would think of first. A
later decision that changes an earlier one is written at the same heading, with its own date.

[CONTRIBUTING.md](../../CONTRIBUTING.md#a-choice) says how to add one. \`npm run huis\` makes this list.`;

export function keuzelijst(paginas: readonly Pagina[]): string {
  return `${[BEGIN, ...paginas.map(onderwerp)].join('\n\n')}\n`;
}
