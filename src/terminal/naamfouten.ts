import type { Uitkomst } from './uitkomst.ts';

/** What a command says when it can do nothing for a user name. */

/** A code for a blocked pupil would look as if it worked. */
export function geblokkeerd(gebruikersnaam: string): Uitkomst {
  return { regels: [`${gebruikersnaam} is geblokkeerd: leerid account deblokkeer ${gebruikersnaam}`], goed: false };
}

export function onbekend(gebruikersnaam: string): Uitkomst {
  return { regels: [`gebruikersnaam "${gebruikersnaam}" bestaat niet`], goed: false };
}
