import { binnenVenster } from '../../protocol/index.ts';
import type { Toepassing } from '../../toepassingen/index.ts';
import { leesbareDag } from './leesbaar.ts';

/** Whether anyone can be let in today under the protocol of an application, in words. */
export interface Stand {
  open: boolean;
  kort: string;
  uitleg: string;
}

export function standVan({ protocol, deel, geldigheidOp }: Toepassing, vandaag: Temporal.PlainDate): Stand {
  const geldigheid = geldigheidOp(vandaag);
  if (!geldigheid.in_werking) return { open: false, kort: 'niet in werking', uitleg: geldigheid.uitleg };
  const sinds = `sinds ${leesbareDag(protocol.looptijd.van)}`;
  const vensters = deel.vensters?.map(
    ({ naam, van, tot }) => `${naam} (van ${dagEnMaand(van)} tot ${dagEnMaand(tot)})`,
  );
  if (!vensters) return { open: true, kort: 'in werking', uitleg: sinds };
  const uitleg = `${sinds}; enkel open in ${vensters.join(' en ')}`;
  return binnenVenster(deel, vandaag)
    ? { open: true, kort: 'in werking', uitleg }
    : { open: false, kort: 'in werking, nu gesloten', uitleg };
}

function dagEnMaand(maanddag: string): string {
  return Temporal.PlainDate.from(`2000-${maanddag}`).toLocaleString('nl-BE', { day: 'numeric', month: 'long' });
}
