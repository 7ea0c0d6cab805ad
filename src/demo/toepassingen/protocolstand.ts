import { binnenVenster } from '../../protocol/index.ts';
import type { Toepassing } from '../../toepassingen/index.ts';
import { leesbareDag } from './leesbaar.ts';

/** Whether anyone can be let in today under the protocol of an application, in words. */
export interface Protocolstand {
  open: boolean;
  kort: string;
  uitleg: string;
}

export function protocolstandVan(
  { protocol, deel, geldigheidOp }: Toepassing,
  vandaag: Temporal.PlainDate,
): Protocolstand {
  const geldigheid = geldigheidOp(vandaag);
  if (!geldigheid.in_werking) return { open: false, kort: 'niet in werking', uitleg: geldigheid.uitleg };
  const sinds = protocol.looptijd.van ? `sinds ${leesbareDag(protocol.looptijd.van)}` : 'sinds de laatste handtekening';
  const vensters = deel.vensters?.map(
    ({ naam, van, tot }) => `${naam} (van ${leesbareDag(van)} tot en met ${leesbareDag(tot)})`,
  );
  if (!vensters) return { open: true, kort: 'in werking', uitleg: sinds };
  const uitleg = vensters.length
    ? `${sinds}; enkel open in ${vensters.join(' en ')}`
    : `${sinds}; er is geen toetsronde`;
  return binnenVenster(deel, vandaag)
    ? { open: true, kort: 'in werking', uitleg }
    : { open: false, kort: 'in werking, nu gesloten', uitleg };
}
