import { CATALOGUS } from '../../protocol/index.ts';
import { minuut } from '../../terminal/index.ts';
import type { Leveringsproef } from '../leveringen/maken/proef_levering.ts';
import { type KlareLevering, type Levering, type Sluitreden, standVan } from '../leveringen/rij/leveringstand.ts';

/** What commands say of a delivery. */

const SLUITREDENEN: Record<Sluitreden, string> = {
  ontvangen: 'ontvangen en gesloten',
  ingetrokken: 'ingetrokken',
  afgebroken: 'afgebroken voor ze klaar was; er vertrok niets',
  termijn: 'gesloten: niet bevestigd binnen haar termijn',
  stopgezet: 'gesloten: het protocol is stopgezet',
  akte_vervangen: 'gesloten: het protocol kreeg een andere tekst',
  toepassing_gesloten: 'gesloten: de toepassing is gesloten',
};

export function standInWoorden(levering: Levering): string {
  const { gesloten_reden, uiterlijk, uitgereikt_op } = levering;
  if (gesloten_reden) return SLUITREDENEN[gesloten_reden];
  if (standVan(levering) === 'geopend') return 'wordt gemaakt';
  const stand = uitgereikt_op ? `gegeven op ${minuut(uitgereikt_op)}, nog niet bevestigd` : 'klaar, nog niet gegeven';
  return `${stand}; tot en met ${uiterlijk}`;
}

export function proefInWoorden({ leerlingen, perCode }: Leveringsproef): string[] {
  return [
    `proef: er zou iets vertrekken van ${inDuizenden(leerlingen)} leerlingen`,
    ...[...perCode].map(([code, aantal]) => `  ${CATALOGUS[code]?.naam ?? code} (${code}): ${inDuizenden(aantal)}`),
    'er is niets gemaakt en niets vertrokken',
  ];
}

export function klaarInWoorden({ id, aantal, bytes, sha256, uiterlijk }: KlareLevering): string[] {
  return [
    `levering ${id}`,
    ...(aantal === 0 ? ['let op: ze is leeg; geen leerling voldoet vandaag aan de voorwaarden van het protocol'] : []),
    `${inDuizenden(aantal)} regels, ${inDuizenden(bytes)} bytes, SHA-256 ${sha256}`,
    `te bevestigen tot en met ${uiterlijk}: leerid levering ontvangen ${id} --hash … --aantal … --door …`,
  ];
}

export function inDuizenden(aantal: number): string {
  return aantal.toLocaleString('nl-BE');
}
