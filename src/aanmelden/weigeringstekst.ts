/** What a pupil reads when the gate refuses, in words for a ten-year-old: why, and what to do now. */
interface Tekst {
  titel: string;
  uitleg: string;
  raad: string;
}

const nietAangesloten = (toepassing: string): Tekst => ({
  titel: `${toepassing} is nu niet aangesloten`,
  uitleg: `Er is vandaag geen geldige afspraak tussen LeerID en ${toepassing}. We geven dan niets van jou door.`,
  raad: 'Zeg het aan je leerkracht: die kan het laten nakijken.',
});

const TEKSTEN: Record<string, (toepassing: string) => Tekst> = {
  geen_inschrijving: (toepassing) => ({
    titel: 'Je bent nu niet ingeschreven',
    uitleg: `Volgens onze gegevens zit je vandaag niet op een school. Daarom kun je ${toepassing} niet openen.`,
    raad: 'Zit je wel op school? Vraag het secretariaat om je inschrijving na te kijken.',
  }),
  niet_in_doelgroep: (toepassing) => ({
    titel: `${toepassing} is er nog niet voor jou`,
    uitleg: `${toepassing} is er alleen voor leerlingen van de lagere of de secundaire school.`,
    raad: 'Denk je dat dit niet klopt? Vraag het aan je leerkracht.',
  }),
  geen_toets: () => ({
    titel: 'Er staat nu geen toets voor jou klaar',
    uitleg: 'Je kunt hier alleen binnen als je een toets moet maken.',
    raad: 'Moet je wel een toets maken? Zeg het aan je leerkracht.',
  }),
  school_werkt_niet_samen: (toepassing) => ({
    titel: `Je school gebruikt ${toepassing} niet`,
    uitleg: `Je kunt ${toepassing} alleen openen als je school ermee werkt.`,
    raad: 'Denk je dat je school dit wel gebruikt? Vraag het aan je leerkracht.',
  }),
  niet_zichtbaar: (toepassing) => ({
    titel: `${toepassing} staat nog niet voor jou klaar`,
    uitleg: `Je school werkt wel met ${toepassing}, maar heeft het nog niet voor jou aangezet.`,
    raad: 'Vraag aan je leerkracht of aan het secretariaat om dat te doen.',
  }),
  buiten_venster: (toepassing) => ({
    titel: `${toepassing} is nu niet open`,
    uitleg: 'Je kunt hier alleen binnen in de weken van de toetsen en als je ervoor oefent.',
    raad: 'Vraag aan je leerkracht wanneer het zover is.',
  }),
  stroom_niet_voorzien: (toepassing) => ({
    titel: `Bij ${toepassing} meld je je niet aan met LeerID`,
    uitleg: `Volgens de afspraak tussen LeerID en ${toepassing} kun je je daar niet aanmelden met LeerID.`,
    raad: 'Zeg het aan je leerkracht: die kan het laten nakijken.',
  }),
  protocol_niet_in_werking: nietAangesloten,
  account_onbekend: () => ({
    titel: 'Je account werkt nu niet',
    uitleg: 'Je bent aangemeld met een account dat niet meer in gebruik is.',
    raad: 'Vraag een nieuw account aan het secretariaat van je school.',
  }),
};

export function weigeringstekst(reden: string, toepassing: string): Tekst {
  return (TEKSTEN[reden] ?? nietAangesloten)(toepassing);
}
