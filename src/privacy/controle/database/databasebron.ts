import { leesMedeondertekeningenVan } from '../../getuigen/medeondertekeningen.ts';
import { leesCheckpoints } from '../../zegel/checkpointrijen.ts';
import { type Checkpointregel, heeftRijen, type Logbron, type Logstuk, tegelvolgorde } from '../logbron.ts';
import { maakBundel } from '../tegel/rijenbundel.ts';
import { Boomtegels, controleerEinde } from './boomtegels.ts';
import type { Bronvraag } from './bronvraag.ts';
import { vindBuitenReeks } from './logrijen.ts';
import { controleerMaandtabellen } from './maandtabellen.ts';
import { RijenVanTegels } from './rijen_van_tegels.ts';

/** The log in the database as a source. */
export function databasebron(vraag: Bronvraag): Logbron {
  return { omslag: vraag.omslag, checkpoints: () => checkpointsVan(vraag), stukken: () => stukkenVan(vraag) };
}

/** Checkpoints that are read at a time. */
const PER_KEER = 1000;

async function* checkpointsVan({ dienst, laatste }: Bronvraag): AsyncGenerator<Checkpointregel> {
  for (let na = 0; na < laatste.omvang; ) {
    const rijen = (await leesCheckpoints(dienst, na, PER_KEER)).filter(({ omvang }) => omvang <= laatste.omvang);
    const mede = await leesMedeondertekeningenVan(
      dienst,
      rijen.map(({ omvang }) => omvang),
    );
    for (const { omvang, notitie, gezet_op } of rijen)
      yield { gezet_op: gezet_op.toString(), notitie: notitie + (mede.get(omvang) ?? '') };
    na = rijen.length === PER_KEER ? (rijen.at(-1)?.omvang ?? laatste.omvang) : laatste.omvang;
  }
}

async function* stukkenVan(vraag: Bronvraag): AsyncGenerator<Logstuk> {
  const { log, dienst, omslag } = vraag;
  const alles = omslag.maand === undefined;
  const vooraf = [...(await controleerMaandtabellen(log)), ...(await controleerEinde(dienst))];
  for (const bevinding of vooraf) yield { soort: 'bevinding', bevinding };
  const tegels = new Boomtegels(dienst);
  const rijen = new RijenVanTegels(vraag);
  try {
    for (const tegel of tegelvolgorde(omslag.omvang)) {
      const { niveau, nummer } = tegel;
      if (niveau > 0) {
        yield { soort: 'tegel', niveau, nummer, hashes: await tegels.boven(tegel) };
        continue;
      }
      const bladtegel = await tegels.bladen(tegel);
      const { hashes: bladen, volgnummers } = bladtegel;
      const gelezen = !alles && !heeftRijen(omslag, nummer) ? undefined : await rijen.lees(bladtegel);
      for (const bevinding of gelezen?.bevindingen ?? []) yield { soort: 'bevinding', bevinding };
      yield { soort: 'bladen', nummer, bladen, bundel: gelezen && maakBundel(gelezen.teksten), volgnummers };
    }
    if (!alles) return;
    for await (const bevinding of rijen.rest()) yield { soort: 'bevinding', bevinding };
    for (const bevinding of await vindBuitenReeks(log, dienst, vraag.laatste.tot_volgnummer, omslag.omvang))
      yield { soort: 'bevinding', bevinding };
  } finally {
    await rijen.sluit();
  }
}
