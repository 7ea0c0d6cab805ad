import { isUtf8 } from 'node:buffer';
import { splitsRegel } from './csv.ts';
import { Weigering } from './geweigerde_levering.ts';
import { KOLOMMEN } from './leveringskolommen.ts';
import type { Bestand } from './manifest.ts';
import type { Ruweregel } from './regelsnijder.ts';

/** The columns of a CSV. Names of columns that we don't know may be anything, so a message tells only of our own. */
export function leesKop({ bytes, te_lang }: Ruweregel, { naam, inhoud }: Bestand): string[] {
  const kop = te_lang || !isUtf8(bytes) ? undefined : splitsRegel(bytes.toString('utf8'));
  if (!kop) throw new Weigering('kop_onleesbaar', `De eerste regel van ${naam} is geen rij kolomnamen: lever ze mee.`);
  const eigen = KOLOMMEN[inhoud];
  const ontbreekt = eigen.filter((kolom) => !kop.includes(kolom));
  if (ontbreekt.length)
    throw new Weigering(
      'kolom_ontbreekt',
      `In ${naam} ontbreken kolommen: ${ontbreekt.join(', ')}. Lever ze, desnoods leeg.`,
    );
  const dubbel = eigen.filter((kolom) => kop.indexOf(kolom) !== kop.lastIndexOf(kolom));
  if (dubbel.length)
    throw new Weigering(
      'kolom_dubbel',
      `In ${naam} staan kolommen twee keer: ${dubbel.join(', ')}. Lever elke kolom één keer.`,
    );
  return kop;
}
