import { leesVkey, type Vkey } from '../../boom/vkey.ts';
import {
  beoordeelCheckpoint,
  type Checkpointoordeel,
  type Checkpointtekst,
  type Vertrouwen,
} from '../checkpointoordeel.ts';
import { controleerTegel, type Tegelopdracht, type Tegeluitslag } from '../tegel/controleer_tegel.ts';

/** What costs time and depends on nothing else: a tile of leaves, and checkpoints. */
export interface Werkstuk {
  tegel?: Tegelopdracht | undefined;
  checkpoints: Checkpointtekst[];
}

export interface Werkuitslag {
  tegel?: Tegeluitslag | undefined;
  checkpoints: Checkpointoordeel[];
}

/** What every piece of work needs, as it travels to a thread: keys are text. */
export interface Werkgegevens {
  origin: string;
  sleutels: { vkey: string; van?: string | undefined; tot?: string | undefined }[];
  getuigen: string[];
}

export function maakWerker({ origin, sleutels, getuigen }: Werkgegevens): (stuk: Werkstuk) => Werkuitslag {
  const vertrouwen: Vertrouwen = {
    sleutels: sleutels.map(({ vkey, ...dagen }) => ({ vkey: eisVkey(vkey), ...dagen })),
    getuigen: getuigen.map(eisVkey),
  };
  return ({ tegel, checkpoints }) => ({
    tegel: tegel && controleerTegel(tegel),
    checkpoints: checkpoints.map((regel) => beoordeelCheckpoint(regel, origin, vertrouwen)),
  });
}

/** @throws Error in one line when it is no key */
export function eisVkey(tekst: string): Vkey {
  const vkey = leesVkey(tekst);
  if (!vkey) throw new Error(`"${tekst}" is geen sleutel als naam+nummer+sleutel`);
  return vkey;
}
