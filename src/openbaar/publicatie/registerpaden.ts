/** The addresses of the register. They are kept for good: acts, letters and other registers refer to them. */
export const PADEN = {
  protocollen: '/protocollen',
  protocolschema: '/protocollen/schema.json',
  protocollijst: '/protocollen.json',
  protocollijstschema: '/protocollen.schema.json',
  feed: '/protocollen/feed.atom',
  toepassingen: '/toepassingen',
  toepassingenlijst: '/toepassingen.json',
  toepassingenschema: '/toepassingen.schema.json',
} as const;

export function protocolpad(naam: string): string {
  return `${PADEN.protocollen}/${naam}`;
}

/** @param hash SHA-256 of the bytes, in hex */
export function versiepad(naam: string, hash: string): string {
  return `${protocolpad(naam)}/versies/${hash}`;
}
