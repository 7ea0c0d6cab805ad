/** A new party file: who can sign. */
export function partijsjabloon(partij: string): string {
  return `# Een partij die protocollen en dossiers kan tekenen; gemaakt door "leerid partij nieuw". Vul in wat INVULLEN zegt.

# Dezelfde naam als dit bestand, en als "id" bij de partijen van een protocol: kleine letters, cijfers en koppeltekens.
partij: ${partij}

# Zoals ze in de akte heet.
naam: INVULLEN

# Ondernemingsnummer (0123.456.789) en vestigingseenheid (2.123.456.789): in elk protocol van deze partij staan dezelfde.
kbo: INVULLEN
vestigingseenheid: INVULLEN

# Enkel voor een demo: productie start niet met een demopartij.
# demo: true

# Publieke sleutels waarmee ze tekent. "leerid partij sleutelpaar ${partij} --sleutel <bestand>" zet er hier een bij; de
# privésleutel blijft bij de partij. Wat met een sleutel getekend is, geldt zolang die hier staat.
sleutels: []
`;
}
