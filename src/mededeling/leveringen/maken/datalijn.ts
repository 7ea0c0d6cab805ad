/**
 * One line of a delivery, as NDJSON: the JSON of RFC 8785 (keys sorted, no spaces) and a line feed. So the same data
 * are always the same bytes.
 */
export function datalijn(gegevens: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify(gesorteerd(gegevens))}\n`;
}

/** RFC 8785 § 3.2.3 sorts by UTF-16 code units, as JavaScript does. */
function gesorteerd(waarde: unknown): unknown {
  if (Array.isArray(waarde)) return waarde.map(gesorteerd);
  if (typeof waarde !== 'object' || waarde === null) return waarde;
  const velden = Object.entries(waarde).toSorted(([een], [ander]) => (een < ander ? -1 : 1));
  return Object.fromEntries(velden.map(([naam, inhoud]) => [naam, gesorteerd(inhoud)]));
}
