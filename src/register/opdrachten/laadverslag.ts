import { minuut } from '../../terminal/index.ts';
import type { Achterblijver, BewaardVerslag, Laadverslag } from '../discimus/index.ts';
import { getal } from './voortgang.ts';

/** What a load did, for the operator at the terminal. */
export function laadverslag(v: Laadverslag, uitval: string | undefined): string[] {
  return [
    `regels           ${getal(v.regels)}, waarvan ${getal(v.ongewijzigd)} ongewijzigd`,
    `inschrijvingen   ${getal(v.toegevoegd)} toegevoegd, ${getal(v.gewijzigd)} gewijzigd, ${getal(v.beeindigd)} beëindigd`,
    `leerlingen       ${getal(v.leerlingen_nieuw)} nieuw, ${getal(v.leerlingen_gewijzigd)} gewijzigd, ${getal(v.geidentificeerd)} geïdentificeerd, ${getal(v.insz_gewijzigd)} met een nieuw INSZ, ${getal(v.samengevoegd)} samengevoegd`,
    ...(v.gebruikersnamen_afgesloten
      ? [`afgesloten       ${getal(v.gebruikersnamen_afgesloten)} gebruikersnamen: zij hebben een nieuwe brief nodig`]
      : []),
    ...(v.scholen_verhuisd ? [`scholen          ${getal(v.scholen_verhuisd)} onder een ander nummer`] : []),
    ...v.achtergebleven.map((een) => `achtergebleven   ${achterblijver(een)}`),
    ...(v.geweigerd ? [`niet gebruikt    ${getal(v.geweigerd)} regels${uitval ? `: zie ${uitval}` : ''}`] : []),
    ...(v.twijfel ? [`te beoordelen    ${getal(v.twijfel)} personen, op de lijst van leerid discimus twijfels`] : []),
    ...(v.einden_opgeschort
      ? ['einden           opgeschort: van een onleesbare regel is niet te zien van wie hij is']
      : []),
    `duur             ${v.duur.toFixed(1)} s`,
  ];
}

function achterblijver({ oud, nieuw, client_id, samenwerking, leerlingen }: Achterblijver): string {
  const wie = leerlingen === 1 ? '1 leerling verliest' : `${getal(leerlingen)} leerlingen verliezen`;
  return `${client_id} van ${oud}: ${nieuw} ${SAMENWERKING[samenwerking]}; ${wie} ze`;
}

const SAMENWERKING: Record<Achterblijver['samenwerking'], string> = {
  over: 'werkt er ook mee en beslist zelf voor wie',
  deels: 'werkt er maar op een deel van die dagen mee',
  niet: 'werkt er niet mee',
};

export function verslagregels({ klaar_op, tellingen: t }: BewaardVerslag): string[] {
  const wat = [
    `${getal(t.regels)} regels`,
    `${getal(t.toegevoegd)} erbij, ${getal(t.gewijzigd)} gewijzigd, ${getal(t.beeindigd)} beëindigd`,
    `${getal(t.leerlingen_nieuw)} nieuw`,
    `${getal(t.geidentificeerd)} geïdentificeerd`,
    `${getal(t.samengevoegd)} samengevoegd`,
    `${getal(t.geweigerd)} niet gebruikt`,
    `${getal(t.twijfel)} te beoordelen`,
    `${t.duur.toFixed(1)} s`,
  ];
  return [
    `${minuut(klaar_op)}  ${t.levering.padEnd(11)} ${t.peildatum}  ${wat.join(', ')}`,
    ...(t.achtergebleven ?? []).map((een) => `  achtergebleven: ${achterblijver(een)}`),
  ];
}
