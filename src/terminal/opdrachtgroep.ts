import type { Command } from 'commander';

/** More than one room has commands about the account of a pupil. */
export const ACCOUNTGROEP = 'de toegang van een leerling: blokkeren, en codes om een wachtwoord te kiezen';

/** The group of commands of this name: rooms may each add theirs to one, whichever of them comes first. */
export function opdrachtgroep(leerid: Command, naam: string, beschrijving: string): Command {
  return leerid.commands.find((een) => een.name() === naam) ?? leerid.command(naam).description(beschrijving);
}
