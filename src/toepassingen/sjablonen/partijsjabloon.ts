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

# Wie verneemt wat er met de protocollen van deze partij gebeurt, van de eerste tot en met de laatste dag ("tot" mag
# weg). De functie is dpo (functionaris voor gegevensbescherming) of dienst; een naam hoort er niet bij.
# contacten:
#   - functie: dpo
#     email: dpo@partij.example
#     van: 2026-09-01
#   - functie: dienst
#     webhook: https://partij.example/leerid
#     van: 2026-09-01
#     tot: 2027-08-31

# De getuige die deze partij laat draaien: ze tekent mee wat er in het privacylog staat. De sleutel komt van
# "leerid privacylog getuigensleutel".
# getuige:
#   adres: https://getuige.partij.example
#   sleutels: [partij.example/getuige+0a1b2c3d+...]

# Publieke sleutels waarmee ze tekent. "leerid partij sleutelpaar ${partij} --sleutel <bestand>" zet er hier een bij; de
# privésleutel blijft bij de partij. Wat met een sleutel getekend is, geldt zolang die hier staat.
sleutels: []
`;
}
