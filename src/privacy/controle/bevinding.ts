import type { Rijcode } from './tegel/duiding.ts';
import type { Rijkenmerk } from './tegel/rijnummer.ts';

/** What is wrong with a log. Codes are stable, because programs wait for them. */

export type Bevindingscode =
  | Rijcode
  | 'nummers_lopen_terug'
  | 'staart_weg'
  | 'tegel_vervalst'
  | 'boom_herrekend'
  | 'checkpoint_onleesbaar'
  | 'checkpoint_vervalst'
  | 'checkpoint_van_ander_log'
  | 'checkpoints_niet_in_volgorde'
  | 'einde_zonder_checkpoint'
  | 'sleutel_onbekend'
  | 'sleutel_buiten_termijn'
  | 'getuige_ontbreekt'
  | 'rij_niet_bewezen'
  | 'getuige_vervalst'
  | 'gespleten_log'
  | 'maand_verwisseld'
  | 'te_vroeg_gewist'
  | 'rijen_niet_gegeven'
  | 'uitvoer_onleesbaar'
  | 'uitvoer_onvolledig'
  | 'archief_onleesbaar';

export interface Bevinding {
  code: Bevindingscode;
  /** The first place in the tree where it shows, and the last one if it is a range. From 0. */
  plaats?: number | undefined;
  tot_plaats?: number | undefined;
  /** How many places it concerns, if more than one. */
  aantal?: number | undefined;
  /** The row that stands there, or should stand there. */
  rij?: Rijkenmerk | undefined;
  /** The size of the checkpoint that it is about. */
  omvang?: number | undefined;
  /** A file, a tile, a key or a month. */
  wat?: string | undefined;
}

/** What each code means, and what to do. */
const UITLEG: Record<Bevindingscode, string> = {
  rij_gewijzigd: 'Deze rij is na het verzegelen gewijzigd. Vergelijk ze met een back-up of een oudere uitvoer.',
  rij_verwijderd: 'Hier is een verzegelde rij verdwenen. Zoek ze in een back-up of een oudere uitvoer.',
  rij_ingevoegd: 'Deze rij is er later bijgezet: ze is nooit verzegeld. Ga na wie in de database kon schrijven.',
  rijen_verplaatst: 'Deze rij staat op de plaats van een andere. De volgorde is na het verzegelen veranderd.',
  bundel_verwisseld: 'Geen enkele rij van dit stuk hoort hier. Het hele stuk is door een ander vervangen.',
  bundel_onleesbaar: 'Dit stuk is geen reeks rijen: de lengtes kloppen niet. Maak of vraag een nieuwe uitvoer.',
  nummers_lopen_terug: 'De volgnummers lopen hier niet op. De rij is dubbel of niet in volgorde verzegeld.',
  staart_weg: 'Het einde van het log ontbreekt: er is meer verzegeld dan hier staat. Zoek het in een back-up.',
  tegel_vervalst: 'Deze tegel past niet bij de tegels eronder. Een hash is gewijzigd.',
  boom_herrekend:
    'In dit bereik staan andere rijen dan er ondertekend zijn, en de hashes zijn eraan aangepast. Vergelijk het bereik met een back-up.',
  checkpoint_onleesbaar: 'Dit is geen checkpoint zoals LeerID het schrijft.',
  checkpoint_vervalst: 'De handtekening onder dit checkpoint is niet met de genoemde sleutel gezet.',
  checkpoint_van_ander_log: 'Dit checkpoint is van een ander log.',
  checkpoints_niet_in_volgorde: 'De checkpoints lopen niet op. Er is er een dubbel, verplaatst of verdwenen.',
  einde_zonder_checkpoint: 'Deze rijen staan onder geen enkel checkpoint: niemand ondertekende ze.',
  sleutel_onbekend: 'Dit checkpoint is met geen van de gegeven sleutels ondertekend.',
  sleutel_buiten_termijn: 'Dit checkpoint is ondertekend met een sleutel die op die dag niet gold.',
  getuige_ontbreekt: 'Deze getuige bevestigde geen enkel checkpoint. Vraag hem zelf wat hij van dit log zag.',
  rij_niet_bewezen: 'Deze rij staat niet op deze plaats onder dit checkpoint: de rij of het bewijs is gewijzigd.',
  getuige_vervalst: 'De bevestiging van deze getuige onder dit checkpoint is niet echt.',
  gespleten_log:
    'De getuige zag een ander log dan dit. Het log is na dat moment herschreven, of hem is iets anders getoond.',
  maand_verwisseld: 'Deze tabel hangt niet aan de maand van haar naam.',
  te_vroeg_gewist:
    'Deze rijen heten gewist, maar hun termijn was niet voorbij: hij loopt vanaf het verzegelen. Zoek ze in een back-up.',
  rijen_niet_gegeven: 'Niet alle gevraagde rijen zijn hier. Vraag een uitvoer van alles, of van de maand die je vroeg.',
  uitvoer_onleesbaar: 'Hier houdt het lezen op. Maak of vraag een nieuwe uitvoer.',
  archief_onleesbaar: 'Hier houdt het lezen op: dit bestand van het archief is weg, of is niet wat er geschreven is.',
  uitvoer_onvolledig: 'Hier houdt het lezen op: een onderdeel ontbreekt of staat niet op zijn plaats.',
};

/** One line for an operator: the code, where it is, and what it means. */
export function bevindingInWoorden({ code, plaats, tot_plaats, aantal, rij, omvang, wat }: Bevinding): string {
  const waar = [
    wat,
    rij?.volgnummer !== undefined && `volgnummer ${rij.volgnummer}`,
    rij?.id && `rij ${rij.id}`,
    plaats !== undefined &&
      (tot_plaats === undefined ? `plaats ${plaats}` : `plaats ${plaats} tot en met ${tot_plaats}`),
    omvang !== undefined && `checkpoint ${omvang}`,
    aantal !== undefined && aantal > 1 && `vanaf hier ${aantal.toLocaleString('nl-BE')} plaatsen`,
  ];
  return `${code}: ${waar.filter(Boolean).join(', ')}. ${UITLEG[code]}`;
}
