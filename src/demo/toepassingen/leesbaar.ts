import { z } from 'zod';
import { TIJDZONE } from '../../klok.ts';

const tijdstip = z.string().transform((iso) => Temporal.Instant.from(iso));
const toets = z.strictObject({ toets: z.string(), toetsmoment: z.strictObject({ van: tijdstip, tot: tijdstip }) });
const klas = z.strictObject({
  instellingsnummer: z.string().optional(),
  klas: z.string(),
  subklas: z.string().nullable(),
});

const KLOK = new Intl.DateTimeFormat('nl-BE', { dateStyle: 'long', timeStyle: 'short', timeZone: TIJDZONE });

/** A value as lines that a person can read. A list gives a line per element. */
export function leesbaar(waarde: unknown): string[] {
  if (Array.isArray(waarde)) return waarde.flatMap(leesbaar);
  if (waarde === null || typeof waarde !== 'object') return [String(waarde)];
  const alsToets = toets.safeParse(waarde);
  if (alsToets.success) {
    const { van, tot } = alsToets.data.toetsmoment;
    return [`${alsToets.data.toets}: ${KLOK.formatRange(van, tot)}`];
  }
  const alsKlas = klas.safeParse(waarde);
  if (alsKlas.success) {
    const { klas: naam, subklas, instellingsnummer } = alsKlas.data;
    const waar = instellingsnummer ? ` (school ${instellingsnummer})` : '';
    return [`${naam}${subklas ? `, subklas ${subklas}` : ''}${waar}`];
  }
  return [
    Object.entries(waarde)
      .map(([naam, deel]) => `${naam}: ${leesbaar(deel).join(', ')}`)
      .join('; '),
  ];
}

/** Seconds since 1970 (RFC 7519 "NumericDate"), with the moment in words. */
export function leesbareTijd(seconden: number): string {
  return `${seconden} (${KLOK.format(Temporal.Instant.fromEpochMilliseconds(seconden * 1000))})`;
}

export function leesbareDag(dag: string): string {
  return Temporal.PlainDate.from(dag).toLocaleString('nl-BE', { dateStyle: 'long' });
}
