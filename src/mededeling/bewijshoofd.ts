import type { Mededelingsbewijs } from '../privacy/index.ts';
import type { Leerlingenvraag, Ontvangst } from './deurwoorden.ts';

/** What each row of the log says of one question, whoever the pupil is. */
export function bewijsHoofd(
  tijdstip: Temporal.Instant,
  { protocol, protocolHash, clientId, ontvanger }: Ontvangst,
  { vrager: { wie, hoedanigheid }, gelegenheid: { stroom, levering } }: Pick<Leerlingenvraag, 'vrager' | 'gelegenheid'>,
): Omit<Mededelingsbewijs, 'leerling' | 'gegevens' | 'artikelen' | 'onder' | 'sessie'> {
  return {
    tijdstip,
    wie,
    hoedanigheid,
    doel: 'uitvoering_protocol',
    stroom,
    protocol: protocol.protocol,
    protocolHash,
    clientId,
    ontvanger: clientId === undefined ? ontvanger : undefined,
    rechtsgrond: protocol.rechtsgrond.avg.join(', '),
    aanleiding: levering === undefined ? 'aanvraag' : 'levering',
    levering,
  };
}
