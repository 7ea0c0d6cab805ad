import { CATALOGUS } from '../../protocol/index.ts';

export interface Partijregel {
  id: string;
  naam: string;
  kbo: string;
  vestigingseenheid: string;
}

export interface Protocolkeuze {
  naam: string;
  verstrekker: Partijregel;
  ontvanger: Partijregel;
}

/** A new protocol: every clause of an act, with its article as in the act between DOV and a supplier (S0). */
export function protocolsjabloon({ naam, verstrekker, ontvanger }: Protocolkeuze): string {
  return `# Een protocol tussen twee partijen (E-govdecreet van 18 juli 2008, art. 8, § 1); gemaakt door "leerid protocol nieuw".
# Elk veld is een bepaling van de akte, met haar artikel. Vul in wat INVULLEN zegt; wat hier niet staat, geldt niet.
# "leerid protocol controleer ${naam}" zegt wat er nog aan ontbreekt. Dan tekent elke partij, en daarna verbreekt elke byte die
# verandert de handtekeningen.

# Dezelfde naam als deze map: kleine letters, cijfers en koppeltekens.
protocol: ${naam}
titel: INVULLEN
# Wat er meegedeeld wordt, aan wie en waarvoor, in een of twee zinnen.
omschrijving: INVULLEN
# Dag van de akte: JJJJ-MM-DD.
opgemaakt: INVULLEN

# Wie het sluit. "id" is het bestand in partijen, en kbo en vestigingseenheid zijn dezelfde als daar.
# rol: verstrekker of ontvanger. ondertekening: handtekening, of akkoordverklaring voor scholen die in het Schoolloket akkoord gaan.
# dpo_advies: { datum: JJJJ-MM-DD }, of { afwijking: waarom er geen is }; van één partij moet er een zijn.
partijen:
${partij(verstrekker, 'verstrekker')}${partij(ontvanger, 'ontvanger')}
# Advies van de Vlaamse Toezichtcommissie, als er een is.
# vtc_advies: { datum: JJJJ-MM-DD, gevolg: wat de partijen ermee deden }

# Grond in de AVG: 6.1.a tot 6.1.f, en 9.2.a tot 9.2.j voor bijzondere gegevens.
rechtsgrond:
  artikel: 2
  avg: [INVULLEN]
  toelichting: INVULLEN
  # wetgeving: [decreet van …]

# Waarvoor de verstrekker de gegevens had, en waarvoor de ontvanger ze vraagt.
doel:
  artikel: 2
  verstrekker:
    - INVULLEN
  ontvanger:
    - INVULLEN

# Elk gegeven dat mag vertrekken, en waarom. Schrap wat de ontvanger niet nodig heeft; de andere codes staan onderaan.
# bijzonder: true bij gegevens van AVG art. 9 of 10. enkel_zonder: <code> geeft het enkel aan wie dat andere gegeven niet heeft.
# artikel: 3, tenzij je een ander zet.
gegevens:
  - code: naam
    reden: INVULLEN
  - code: voornaam
    reden: INVULLEN
  - code: leer_id_uuid
    reden: INVULLEN
  - code: account_uuid
    reden: INVULLEN
  - code: instellingsnummer
    reden: INVULLEN

# Hoelang de ontvanger ze bewaart: een termijn als P3Y, P6M of P10D, en vanaf wanneer die loopt.
bewaring:
  - artikel: 3
    bij: ${ontvanger.id}
    termijn: INVULLEN
    vanaf: INVULLEN
    # toelichting: …

# Wie bij de ontvanger ze ziet. Krijgt een categorie maar een deel, of op een andere manier, dan zegt ze dat zelf:
#   gegevens: [leer_id_uuid]     dat deel
#   stroom: eenmalig             anders dan de mededeling hieronder
#   vensters: [{ naam: afname, van: "04-01", tot: "05-31" }]     enkel dan, elk jaar
#   verwerker_van: ${verstrekker.id}     ze werkt als verwerker voor die partij, die dan ook haar dossiers tekent
ontvangers:
  artikel: 4
  categorieen:
    - id: functieprofiel
      omschrijving: INVULLEN
  # Of en hoe de ontvanger ze mag doorgeven.
  doorgifte: INVULLEN

# stroom: bij_aanmelding, op_aanvraag, periodiek of eenmalig; alleen de eerste geeft een toepassing om bij aan te melden.
# respijtdagen: hoelang een leerling nog binnen mag nadat zijn inschrijving eindigde (0 tot 60).
mededeling:
  artikel: 5
  stroom: bij_aanmelding
  periodiciteit: bij elke aanmelding
  duur: INVULLEN
  respijtdagen: 0

# Van en met de eerste dag, tot en met de laatste; zonder "tot" loopt het door.
looptijd:
  artikel: 11
  van: INVULLEN
  # tot: JJJJ-MM-DD

opzegging:
  artikel: 11
  # termijn: P3M
  wijze: INVULLEN

beveiliging:
  artikel: 6
  maatregelen:
    - INVULLEN

# Wie een fout ziet, meldt ze hoe? onderzoek en maatregelen: de termijn daarvoor, als de akte die geeft (P2M).
kwaliteit:
  artikel: 7
  melding: INVULLEN
  # onderzoek: P2M
  # maatregelen: P4M

# Waar het protocol bekendgemaakt wordt.
transparantie:
  publicatie:
    - INVULLEN

# Welke partij het eenzijdig kan beëindigen.
sanctie:
  artikel: 8
  beeindiging_door: [${verstrekker.id}]

meldingsplicht:
  artikel: 9
  plichten:
    - INVULLEN

# Wat na het einde nog geldt.
einde:
  artikel: 11
  bepalingen:
    - INVULLEN

recht:
  artikel: 10
  recht: Belgisch
  rechtbank: Brussel

# Codes voor "gegevens":
${codes()}`;
}

function partij({ id, naam, kbo, vestigingseenheid }: Partijregel, rol: string): string {
  return `  - id: ${id}
    naam: ${JSON.stringify(naam)}
    rol: ${rol}
    kbo: ${kbo}
    vestigingseenheid: ${vestigingseenheid}
    # Functie van wie tekent.
    vertegenwoordigd_door: INVULLEN
    ondertekening: handtekening
    dpo_advies: { datum: INVULLEN }
`;
}

function codes(): string {
  return Object.entries(CATALOGUS)
    .map(([code, { naam, bijzonder }]) => `#   ${code.padEnd(36)} ${naam}${bijzonder ? ' (bijzonder)' : ''}\n`)
    .join('');
}
