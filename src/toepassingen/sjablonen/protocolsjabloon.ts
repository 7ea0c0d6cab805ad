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
# Dag op het titelblad, en de dag waarop ze opgemaakt is als de akte die zegt: JJJJ-MM-DD. Geen van beide doet het protocol ingaan.
voorblad: INVULLEN
# opgemaakt: JJJJ-MM-DD

# Wie het sluit. "id" is het bestand in partijen, en kbo en vestigingseenheid zijn dezelfde als daar.
# rol: verstrekker of ontvanger. ondertekening: handtekening, of akkoordverklaring voor scholen die in het Schoolloket akkoord gaan.
# dpo_advies: { datum: JJJJ-MM-DD }; van één partij moet er een zijn. { afwijking: waarom er geen is } kan alleen met "afwijkingen",
# en { niet_vermeld: wat de akte zegt } alleen voor wie akkoord gaat zonder te tekenen; dat staat er dan als een gebrek bij.
partijen:
${partij(verstrekker, 'verstrekker')}${partij(ontvanger, 'ontvanger')}
# Als de akte zegt voor welke toepassingen ze is: hun client_id. Een andere toepassing van dezelfde partij krijgt er dan niets onder.
# toepassingen: [een-toepassing]

# Waar de akte zegt dat partijen van het decreet mogen afwijken.
# afwijkingen: { vindplaats: overweging E, tekst: … }

# Advies van de Vlaamse Toezichtcommissie, als er een is.
# vtc_advies: { vindplaats: overweging H, datum: JJJJ-MM-DD, standpunt: …, antwoord: … }

# Wat de akte naast haar artikelen zegt.
# dpia: { vindplaats: overweging C, tekst: … }
# overwegingen:
#   - { vindplaats: overweging C, over: wat LeerID is, tekst: … }

onderwerp:
  artikel: 1
  van: ${verstrekker.id}
  naar: ${ontvanger.id}
  tekst: INVULLEN

# Grond in de AVG: 6.1.a tot 6.1.f, en 9.2.a tot 9.2.j voor bijzondere gegevens.
rechtsgrond:
  artikel: 2
  avg: [INVULLEN]
  # Hoe de akte ze noemt, waar dat anders is.
  # zoals_gedrukt: 5.1 e)
  toelichting: INVULLEN
  # "ontwerp: true" bij wat nog geen wet was: dan moet het dossier zeggen sinds wanneer ze geldt.
  # wetgeving: [{ tekst: decreet van … }]

# Waarvoor de verstrekker de gegevens had, en waarvoor de ontvanger ze vraagt.
doel:
  artikel: 2
  verstrekker:
    - INVULLEN
  ontvanger:
    - INVULLEN
  # Waarom het tweede doel met het eerste verenigbaar is.
  # verenigbaar: …

# Over welke leerlingen het gaat: kleuter, lager, secundair.
doelgroep:
  vindplaats: art. 2
  onderwijs: [lager, secundair]
  # true: enkel scholen die erkend zijn, en gesubsidieerd of gefinancierd
  # enkel_erkende_scholen: false

# Wat er aan de deur gevraagd wordt, met waar de akte het zegt: inschrijving, doelgroep, samenwerking (de school werkt met de
# toepassing), zichtbaarheid (de school zette ze aan voor deze leerling), toegewezen_toets.
voorwaarden:
  - { voorwaarde: inschrijving, vindplaats: art. 3 }
  - { voorwaarde: doelgroep, vindplaats: art. 2 }
  - { voorwaarde: samenwerking, vindplaats: art. 2 }
  - { voorwaarde: zichtbaarheid, vindplaats: Applicatiebeheer in het Schoolloket }

# Elk gegeven dat mag vertrekken, wat het is en waarom. Eén reden voor alle samen kan ook: reden_voor_alle. Schrap wat de ontvanger niet nodig heeft; de andere codes staan onderaan.
# bijzonder: true bij gegevens van AVG art. 9 of 10. enkel_zonder: [<codes>] geeft het enkel aan wie
# geen van die andere gegevens heeft.
# enkel_als: school_zonder_leeftijdsgroepen geeft het enkel aan wie in zo'n school zit.
# artikel: 3, tenzij je een ander zet.
gegevens:
  - code: naam
    wat: INVULLEN
    reden: INVULLEN
  - code: voornaam
    wat: INVULLEN
    reden: INVULLEN
  - code: leer_id_uuid
    wat: INVULLEN
    reden: INVULLEN
  - code: account_uuid
    wat: INVULLEN
    reden: INVULLEN
  - code: instellingsnummer
    wat: INVULLEN
    reden: INVULLEN
# reden_voor_alle: …

# Hoelang de ontvanger ze bewaart: een termijn als P3Y, P6M of P10D, en vanaf wanneer die loopt.
bewaring:
  - artikel: 3
    bij: ${ontvanger.id}
    termijn: INVULLEN
    vanaf: INVULLEN
    # toelichting: …

# Aan wie de ontvanger ze meedeelt, en welk deel; [] is niets. Staat de ontvangende partij er zelf bij met haar id, dan krijgt ze dat deel
# en niet alles: [] als enkel haar verwerkers de gegevens mogen zien. Een gegeven kan als hash of pseudoniem: { code: …, vorm: hash }.
#   stromen: [eenmalig]          anders dan de mededeling hieronder
#   enkel_in_venster: { vindplaats: overweging C, uiterlijk: "07-31" }     enkel in vensters die het dossier zet
#   verwerker_van: ${verstrekker.id}     ze werkt als verwerker voor die partij, die dan ook haar dossiers tekent
ontvangers:
  artikel: 4
  categorieen:
    - id: toegangscontrole
      omschrijving: INVULLEN
      gegevens: [naam, voornaam, leer_id_uuid, account_uuid, instellingsnummer]
  # Welke personen daarbinnen.
  # beperking: enkel wie ze voor de eigen functie nodig heeft
  # Of en hoe de ontvanger ze mag doorgeven.
  doorgifte:
    regel: INVULLEN
    # Wat de ontvanger zelf nog mag doorgeven; LeerID levert er niets voor.
    # uitzonderingen:
    #   - { door: ${ontvanger.id}, aan: …, gegevens: [leer_id_uuid], hoe_vaak: één keer, voorwaarden: [ … ] }

# Wat de akte verder over stromen, pakketten of een onderzoek zegt.
# gegevensstromen:
#   - { vindplaats: overweging C, van: …, naar: …, wat: … }
# pakketten: { vindplaats: hoofdstuk 2, namen: [ … ] }
# onderzoek:
#   vindplaats: overweging C
#   opdracht: …
#   van: JJJJ-MM-DD
#   tot: JJJJ-MM-DD
#   vragen: [ … ]
#   analyseniveau: …

# stromen: bij_aanmelding, op_aanvraag, periodiek, eenmalig; alleen de eerste geeft een toepassing om bij aan te melden.
# periode: { van: JJJJ-MM-DD, tot: JJJJ-MM-DD } als er enkel dan iets mag vertrekken; met periode_voorbij (bij einde) is die laatste
# dag ook de "tot" van de looptijd.
# respijtdagen: hoelang een leerling nog binnen mag nadat zijn inschrijving eindigde (0 tot 60).
mededeling:
  artikel: 5
  stromen: [bij_aanmelding]
  periodiciteit: bij elke aanmelding
  duur: INVULLEN
  # Met welke sleutels de ontvanger ze opvraagt.
  # opzoeking: [leer_id_uuid, account_uuid]
  respijtdagen: 0

# Zonder "van" gaat het in met de laatste handtekening onder dit bestand, en nooit ervoor; zonder "tot" loopt het door.
looptijd:
  artikel: 11
  # van: JJJJ-MM-DD
  # tot: JJJJ-MM-DD

# Wie kan opzeggen, en met welke termijn; [] is niemand. Wie meteen kan eindigen na een inbreuk, staat bij sanctie.
opzegging:
  artikel: 11
  door: []
  # termijn: P3M
  wijze: INVULLEN

beveiliging:
  artikel: 6
  maatregelen:
    - { door: [${verstrekker.id}, ${ontvanger.id}], maatregel: INVULLEN }
    # Van een dienst die geen partij is, zoals ACM: wie hier de maatregel neemt.
    # - { door: [acm], maatregel: …, hier: … }
  bewijs: INVULLEN

# Wie een fout ziet, meldt ze hoe? onderzoek en maatregelen: de termijn daarvoor, als de akte die geeft (P2M).
kwaliteit:
  artikel: 7
  melding: INVULLEN
  # onderzoek: P2M
  # maatregelen: P4M

# Waar het protocol bekendgemaakt wordt.
transparantie:
  vindplaats: overweging E
  publicatie:
    - { door: ${verstrekker.id}, waar: INVULLEN }

# Welke partij het eenzijdig kan beëindigen.
sanctie:
  artikel: 8
  beeindiging_door: [${verstrekker.id}]
  aanleiding: INVULLEN
  vorm: INVULLEN
  # eigen_school: het woord van een school eindigt het voor haar alleen
  # geldt_voor: protocol
  # schadevergoeding: …

meldingsplicht:
  artikel: 9
  plichten:
    - { door: [${ontvanger.id}], aan: [${verstrekker.id}], plicht: INVULLEN }

# Wat het doet eindigen zonder opzegging, en wat daarna nog geldt. periode_voorbij: op de laatste dag van de looptijd, vanzelf.
# dienst_gestopt, rechtsgrond_vervallen: zodra een partij het meldt ("leerid protocol stop --grond …").
einde:
  artikel: 11
  van_rechtswege: [rechtsgrond_vervallen]
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
    # adres: …
    # Functie van wie tekent, en waarop die steunt als de akte dat zegt.
    vertegenwoordigd_door: INVULLEN
    # krachtens: …
    # De stempel onder de akte: het protocol gaat nooit voor de laatste in.
    # getekend_op: 2026-09-01T10:00:00+02:00
    ondertekening: handtekening
    dpo_advies: { datum: INVULLEN }
`;
}

function codes(): string {
  return Object.entries(CATALOGUS)
    .map(
      ([code, { naam, bijzonder }]) =>
        `#   ${code.padEnd(36)} ${naam}${bijzonder ? ` (bijzonder: ${bijzonder})` : ''}\n`,
    )
    .join('');
}
