import { minuut, type Uitkomst } from '../../terminal/index.ts';
import { bevindingInWoorden } from '../controle/bevinding.ts';
import type { Onverzegeld } from '../controle/database/logrijen.ts';
import type { Omslag } from '../controle/logbron.ts';
import type { Logoordeel } from '../controle/logoordeel.ts';

/** What a check of the log says to an operator or an auditor: what was seen, and what is wrong, the first one first. */
export function beschrijfOordeel({ bevindingen, aantalBevindingen, ...gezien }: Logoordeel): Uitkomst {
  const meer = aantalBevindingen - bevindingen.length;
  return {
    regels: [
      ...watGezienIs(gezien),
      ...bevindingen.map((een) => `✗ ${bevindingInWoorden(een)}`),
      ...(meer > 0 ? [`en nog ${inGetallen(meer)} bevindingen`] : []),
      aantalBevindingen === 0
        ? '✓ het log klopt'
        : `✗ het log klopt niet: ${inGetallen(aantalBevindingen)} bevindingen`,
    ],
    goed: aantalBevindingen === 0,
  };
}

/** Rows that are too new to have been sealed. When they are old, no server seals. */
export function beschrijfOnverzegeld({ aantal, oudste }: Onverzegeld): string[] {
  if (aantal === 0) return [];
  return [`nog niet verzegeld: ${inGetallen(aantal)} rijen${oudste ? `, de oudste van ${minuut(oudste)}` : ''}`];
}

function watGezienIs(gezien: Omit<Logoordeel, 'bevindingen' | 'aantalBevindingen'>): string[] {
  const { omslag, rijen, zonderTekst, checkpoints, getuigen } = gezien;
  return [
    `log ${omslag.origin}: ${inGetallen(omslag.omvang)} rijen verzegeld, ${inGetallen(checkpoints)} checkpoints`,
    `rijen vergeleken met hun hash: ${inGetallen(rijen)}`,
    ...(zonderTekst > 0
      ? [
          `rijen zonder tekst: ${inGetallen(zonderTekst)}. Hun plaats is bewezen, hun inhoud is hier niet: ${waarom(omslag)}`,
        ]
      : []),
    ...(getuigen.length === 0 ? ['geen getuige bevestigt dit: alleen de sleutel van het log staat ervoor in'] : []),
    ...getuigen.map(({ naam, omvang, seconden }) => {
      const nog = omslag.omvang - omvang;
      const wanneer = minuut(Temporal.Instant.fromEpochMilliseconds(seconden * 1000));
      const rest = nog > 0 ? `; de ${inGetallen(nog)} rijen daarna bevestigde hij nog niet` : '';
      return `getuige ${naam} bevestigde ${inGetallen(omvang)} rijen op ${wanneer}${rest}`;
    }),
  ];
}

function waarom({ maand }: Omslag): string {
  if (maand === undefined) return 'ze heten gewist na hun termijn';
  return `alleen die van ${maand} zijn gevraagd. Dat er van die maand geen ontbreekt, blijkt pas uit een uitvoer van alles`;
}

function inGetallen(aantal: number): string {
  return aantal.toLocaleString('nl-BE');
}
