import { clientId as clientIdSchema, leesPartijen } from '../../protocol/index.ts';
import {
  alsGeenLading,
  metDatabase,
  type Omgeving,
  type Terminal,
  type Uitkomst,
  vraagBevestiging,
} from '../../terminal/index.ts';
import { draagOver, leesHouders, partijInWoorden } from '../index.ts';

export interface Overdrachtsopdracht {
  /** The receiving party, as in the folder of parties. */
  aan: string;
  reden: string;
  /** Asks no question, for scripts. */
  ja: boolean;
}

/**
 * Gives a client_id to another party while the application is shut. What schools decided about it ends,
 * because they decided it for the previous party.
 */
export async function draagClientOver(
  { klok, partijenmap }: Omgeving,
  clientId: string,
  { aan, reden, ja }: Overdrachtsopdracht,
  plek: Terminal,
): Promise<Uitkomst> {
  const mis = (regel: string): Uitkomst => ({ regels: [`${clientId}: ${regel}`], goed: false });
  if (!clientIdSchema.safeParse(clientId).success) return mis('dit kan geen client_id zijn');
  const { partijen } = await leesPartijen(partijenmap);
  const partij = partijen.find((een) => een.partij === aan);
  if (!partij) return mis(`partij "${aan}" staat niet in ${partijenmap}`);
  if (reden.trim() === '') return mis('--reden mag niet leeg zijn');
  const was = (await metDatabase(leesHouders)).get(clientId);
  const waarschuwing = [
    `Dit geeft client_id "${clientId}" ${was ? `van ${partijInWoorden(was)}` : '(van niemand)'} aan ${partijInWoorden(partij)}.`,
    'De samenwerking van elke school ermee eindigt, en voor elke leerling wordt het onzichtbaar. "sub" blijft per leerling gelijk.',
  ];
  const bezwaar = ja ? undefined : await vraagBevestiging(plek, waarschuwing, clientId);
  if (bezwaar) return mis(bezwaar);
  const gedaan = await metDatabase((db) =>
    alsGeenLading(db, (trx) => draagOver(trx, klok, { clientId, aan: partij, reden: reden.trim() })),
  );
  if ('fout' in gedaan) return mis(gedaan.fout);
  return {
    regels: [
      `${clientId}: nu van ${partijInWoorden(partij)}; ` +
        `${gedaan.samenwerkingen} samenwerkingen beëindigd, ${gedaan.zichtbaarheid} keer onzichtbaar gemaakt`,
    ],
    goed: true,
  };
}
