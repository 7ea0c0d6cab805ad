import { access, constants } from 'node:fs/promises';
import type { Terminal } from '../../terminal/index.ts';
import {
  eisDatabaseadres,
  heeftGeheim,
  maakTijdbalk,
  metDatabase,
  type Omgeving,
  type Uitkomst,
} from '../../terminal/index.ts';
import { Archieffout } from '../archief/archieffout.ts';
import { metArchiefslot } from '../archief/archiefslot.ts';
import { leesArchieftermijnen } from '../archief/archieftermijnen.ts';
import { type Archiefplek, type Archiefvoortgang, archiveerMaand, teArchiveren } from '../archief/archiveer.ts';
import { wisOudeArchieven } from '../archief/wis_oude_archieven.ts';
import type { Opzoekdoel } from '../regel/doel.ts';
import { schrijfOperatoropzoeking } from '../regel/opzoeking.ts';

export interface Archiveeropties {
  archief: string;
  tot?: string;
  doel: Opzoekdoel;
}

/** Moves months to the archive as the owner of the tables, and erases files whose term is over. */
export async function archiveerPrivacylog(
  { klok }: Pick<Omgeving, 'klok'>,
  { archief: map, tot, doel }: Archiveeropties,
  { uit }: Pick<Terminal, 'uit'>,
): Promise<Uitkomst> {
  const termijnen = leesArchieftermijnen(process.env);
  await access(map, constants.W_OK).catch((fout: NodeJS.ErrnoException) => {
    throw new Error(`in ${map} kan geen archief komen (${fout.code})`);
  });
  const eigenaar = heeftGeheim('LEERID_DATABASE_OWNER_URL') ? 'LEERID_DATABASE_OWNER_URL' : 'DATABASE_URL';
  const doe = (db: Archiefplek['db']) =>
    metArchiefslot(db, async (vast) => {
      const plek = { db: vast, map, nu: klok.nu() };
      await schrijfOperatoropzoeking(vast, klok, { opdracht: 'privacylog archiveer', doel, gegevens: ['privacylog'] });
      const uitkomsten: Uitkomst[] = [];
      for (const maand of await teArchiveren(plek, termijnen, tot))
        uitkomsten.push(await probeerMaand(plek, maand, uit));
      for (const { bestand, gewist } of await wisOudeArchieven(plek, termijnen))
        uitkomsten.push({ regels: [`${bestand}: ${gewist ? GEWIST : NIET_HIER}`], goed: gewist });
      return uitkomsten;
    });
  const uitkomsten = await metDatabase(doe, eisDatabaseadres(eigenaar), { tijdslimiet: 0 });
  const regels = uitkomsten.flatMap((een) => een.regels);
  return {
    regels: regels.length ? regels : ['geen maand is aan de beurt'],
    goed: uitkomsten.every(({ goed }) => goed),
  };
}

const GEWIST = 'gewist, de termijn is voorbij; de boom van het log blijft na te kijken';
const NIET_HIER = 'de termijn is voorbij, maar het bestand staat niet in deze map: wis het waar het wel staat';

/** What is wrong with one month does not keep the others. */
async function probeerMaand(plek: Archiefplek, maand: string, uit: Terminal['uit']): Promise<Uitkomst> {
  const { meld, klaar } = maakMeldingen(uit);
  try {
    const { rijen, bestand } = await archiveerMaand(plek, maand, meld);
    return {
      regels: [`${maand}: ${rijen.toLocaleString('nl-BE')} rijen in ${bestand}, en uit de database`],
      goed: true,
    };
  } catch (fout) {
    if (!(fout instanceof Archieffout)) throw fout;
    return { regels: [fout.message], goed: false };
  } finally {
    klaar();
  }
}

/** A bar for each step of a month. */
function maakMeldingen(uit: Terminal['uit']): { meld: Archiefvoortgang; klaar: () => void } {
  let balk: ReturnType<typeof maakTijdbalk> | undefined;
  let bezig: string | undefined;
  return {
    meld(maand, stap, rijen, totaal) {
      if (bezig !== stap) {
        balk?.klaar();
        balk = maakTijdbalk(uit, { doet: `${maand} ${stap}`, eenheid: 'rijen' }, totaal);
        bezig = stap;
      }
      balk?.meld(rijen);
    },
    klaar: () => balk?.klaar(),
  };
}
