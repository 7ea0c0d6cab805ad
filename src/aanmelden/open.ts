import { ELK_UUR, type Kern, type Opening } from '../kamer.ts';
import { maakAanmeldmetingen } from './aanmeldmetingen.ts';
import { type Aanmeldbenodigdheden, aanmeldroutes, type Interacties } from './aanmeldroutes.ts';
import { type Activeerbenodigdheden, activeerroutes } from './activeerroutes.ts';
import { maakRemmen } from './pogingen/remmen.ts';
import { logPogingen } from './pogingenlog.ts';
import { maakWachtrij } from './wachtrij.ts';

export type Aanmeldnodig = Pick<Kern, 'db' | 'kernen' | 'klok' | 'log' | 'metingen' | 'sleutelVoor'> & {
  instellingen: { issuer: string };
  interacties: Interacties;
};

/**
 * Each holds a connection. This is enough for some hundreds of codes a second, and strangers can't take more
 * of the pool.
 */
const CODES_TEGELIJK = 2;

/** Hashes run on these (`start/draden.ts`). Node has four of them where nothing was set. */
const THREADS = Number(process.env.UV_THREADPOOL_SIZE) || 4;

/** The pages to sign in and to choose a password. */
export function openAanmelden(huis: Aanmeldnodig): Opening {
  const metingen = maakAanmeldmetingen(huis.metingen);
  const remmen = maakRemmen(huis.db, huis.sleutelVoor('remmen'));
  const wachtrij = maakWachtrij({ plaatsen: Math.min(huis.kernen, THREADS) }, (ms) =>
    metingen.wachttijd.observe(ms / 1000),
  );
  metingen.toonWachtrij(wachtrij.stand);
  const logPoging = logPogingen(huis.log, huis.sleutelVoor('logboek'));
  const nodig = {
    db: huis.db,
    klok: huis.klok,
    issuer: huis.instellingen.issuer,
    remmen,
    wachtrij,
    codelijn: maakWachtrij({ plaatsen: CODES_TEGELIJK }),
    toestelsleutel: huis.sleutelVoor('toestellen'),
    interacties: huis.interacties,
    telAanmelding: ((uitkomst, poging) => {
      metingen.aanmeldingen.inc({ uitkomst });
      logPoging('aanmelding', uitkomst, poging);
    }) satisfies Aanmeldbenodigdheden['telAanmelding'],
    telActivatie: ((uitkomst, poging) => {
      metingen.activaties.inc({ uitkomst });
      logPoging('activatie', uitkomst, poging);
    }) satisfies Activeerbenodigdheden['telActivatie'],
  };
  return {
    routes: [aanmeldroutes(nodig).routes(), activeerroutes(nodig).routes()],
    rondes: [{ door: 'huismeester', elke: ELK_UUR, wat: 'opruimen van aanmeldpogingen', doe: remmen.ruimOp }],
  };
}
