import { CATALOGUS, type Protocol } from '../../protocol/index.ts';

/** A protocol in plain language, line by line. */
export function beschrijfProtocol(protocol: Protocol): string[] {
  return [
    protocol.titel,
    protocol.omschrijving,
    '',
    'Partijen',
    ...protocol.partijen.flatMap(partij),
    ...(protocol.toepassingen ? [`Enkel voor toepassing: ${protocol.toepassingen.join(', ')}`] : []),
    '',
    ...afspraken(protocol),
    '',
    'Voorwaarden',
    ...protocol.voorwaarden.map(({ voorwaarde, vindplaats }) => `  ${voorwaarde} (${vindplaats})`),
    '',
    'Gegevens',
    ...protocol.gegevens.flatMap(gegeven),
    '',
    'Bewaring',
    ...protocol.bewaring.map(
      ({ bij, termijn, vanaf, uiterlijk }) =>
        `  ${bij}: ${termijn} vanaf ${vanaf}${uiterlijk ? `, weg na ${uiterlijk} van elk jaar` : ''}`,
    ),
    '',
    `Ontvangers (art. ${protocol.ontvangers.artikel})`,
    ...protocol.ontvangers.categorieen.map(ontvanger),
    '',
    ...einde(protocol),
  ];
}

function partij({
  rol,
  naam,
  kbo,
  vestigingseenheid,
  vertegenwoordigd_door,
  ondertekening,
  dpo_advies,
}: Protocol['partijen'][number]) {
  const nummers = [kbo && `KBO ${kbo}`, vestigingseenheid && `vestigingseenheid ${vestigingseenheid}`].filter(Boolean);
  return [
    `  ${rol}: ${naam}${nummers.length ? ` (${nummers.join(', ')})` : ''}, door ${vertegenwoordigd_door}`,
    ...(ondertekening === 'akkoordverklaring'
      ? ['    ieder apart, met een akkoordverklaring in plaats van een handtekening']
      : []),
    ...('niet_vermeld' in dpo_advies
      ? [`    LET OP, geen advies van de functionaris: ${dpo_advies.niet_vermeld}`]
      : []),
    ...('afwijking' in dpo_advies ? [`    geen advies van de functionaris: ${dpo_advies.afwijking}`] : []),
  ];
}

function afspraken({ rechtsgrond, doelgroep, mededeling, looptijd, pakketten }: Protocol): string[] {
  const { artikel, avg, zoals_gedrukt } = rechtsgrond;
  const gedrukt = zoals_gedrukt ? ` (in de akte gedrukt: ${zoals_gedrukt})` : '';
  const { periode } = mededeling;
  return [
    `Rechtsgrond (art. ${artikel}): AVG ${avg.join(', ')}${gedrukt}`,
    ...rechtsgrond.wetgeving.map(
      (wet) => `  ${wet.tekst}${wet.ontwerp ? '; LET OP, nog een ontwerp bij het tekenen' : ''}`,
    ),
    `Doelgroep (${doelgroep.vindplaats}): ${doelgroep.onderwijs.join(', ')}${doelgroep.enkel_erkende_scholen ? ', enkel van erkende scholen' : ''}`,
    `Mededeling (art. ${mededeling.artikel}): ${mededeling.stromen.join(', ')}; ${mededeling.duur}`,
    `Looptijd (art. ${looptijd.artikel}): van ${looptijd.van ?? 'de laatste handtekening'} ${looptijd.tot ? `tot en met ${looptijd.tot}` : 'voor onbepaalde duur'}${looptijd.toelichting ? `; ${looptijd.toelichting}` : ''}`,
    ...(pakketten ? [`Pakketten (${pakketten.vindplaats}): ${pakketten.namen.join(', ')}`] : []),
    ...(mededeling.respijtdagen ? [`Respijt na een inschrijving: ${mededeling.respijtdagen} dagen`] : []),
    ...(periode ? [`Gegevens: enkel van ${periode.van} tot en met ${periode.tot}`] : []),
  ];
}

function gegeven({
  code,
  artikel,
  wat,
  reden,
  bijzonder,
  enkel_zonder,
  enkel_als,
}: Protocol['gegevens'][number]): string[] {
  const zonder = enkel_zonder ? ` (enkel zonder ${enkel_zonder.join(' en ')})` : '';
  const als = enkel_als ? ` (enkel als ${enkel_als})` : '';
  return [
    `  ${CATALOGUS[code]?.naam} [${code}] (art. ${artikel})${bijzonder ? ' BIJZONDER' : ''}${zonder}${als}`,
    `    wat: ${wat}`,
    `    waarom: ${reden}`,
  ];
}

function ontvanger({
  id,
  omschrijving,
  gegevens,
  verwerker_van,
  stromen = [],
  enkel_in_venster: venster,
}: Protocol['ontvangers']['categorieen'][number]): string {
  const delen = gegevens.map(({ code, vorm }) => (vorm === 'klaar' ? code : `${code} als ${vorm}`));
  const wanneer = stromen.length ? ` ${stromen.join(', ')}` : '';
  const binnen = venster ? `; enkel in een venster van het dossier, telkens tot uiterlijk ${venster.uiterlijk}` : '';
  const voor = verwerker_van ? `; verwerker van ${verwerker_van}` : '';
  return `  ${id}: ${omschrijving} [${delen.join(', ') || 'niets'}]${wanneer}${binnen}${voor}`;
}

function einde({ sanctie, opzegging, einde: { artikel, van_rechtswege } }: Protocol): string[] {
  const termijn = opzegging.termijn ? `, termijn ${opzegging.termijn}` : '';
  return [
    `Meteen beëindigen (art. ${sanctie.artikel}): ${sanctie.beeindiging_door.join(' of ')}${sanctie.geldt_voor === 'eigen_school' ? ', ieder enkel voor zichzelf' : ''}`,
    `Opzeggen (art. ${opzegging.artikel}): ${opzegging.door.join(' of ') || 'niet voorzien'}${termijn}`,
    `Van rechtswege (art. ${artikel}): ${van_rechtswege.join(', ')}`,
  ];
}
