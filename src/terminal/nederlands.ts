import type { Command } from 'commander';

const TITELS: Record<string, string> = {
  'Usage:': 'Gebruik:',
  'Arguments:': 'Gegevens:',
  'Options:': 'Opties:',
  'Commands:': 'Opdrachten:',
};

/** Commander's messages about mistakes, and how we say them. `$1` and so on are what was typed. */
const MISTEN: readonly (readonly [RegExp, string])[] = [
  [/^missing required argument '(.+)'$/, 'er ontbreekt iets: <$1>'],
  [/^option '(.+)' argument missing$/, 'optie $1: de waarde ontbreekt'],
  [/^required option '(.+)' not specified$/, 'optie $1 is nodig'],
  [/^option '(.+)' argument '(.*)' is invalid\. (.*)$/, 'optie $1: "$2" kan niet, $3'],
  [/Allowed choices are (.+)\.$/, 'kies uit $1'],
  [/^option '(.+)' cannot be used with option '(.+)'$/, 'optie $1 gaat niet samen met $2'],
  [/^unknown option '(.+)'$/, 'optie $1 bestaat niet'],
  [/^unknown command '(.+)'$/, 'opdracht $1 bestaat niet'],
  [/^too many arguments.*: (.*)\.$/, 'dit is te veel: $1'],
  [/^\(Did you mean (?:one of )?(.+)\?\)$/, 'Bedoel je $1?'],
];

/** Gives the commands that are added after this the help and the complaints of commander in Dutch. */
export function spreekNederlands(programma: Command): Command {
  return programma
    .helpOption('-h, --help', 'toont deze hulp')
    .helpCommand('help [opdracht]', 'toont de hulp bij een opdracht')
    .configureHelp({
      styleTitle: (titel) => TITELS[titel] ?? titel,
      styleOptionText: (tekst) => (tekst === '[options]' ? '[opties]' : tekst),
      styleSubcommandText: (tekst) => (tekst === '[command]' ? '[opdracht]' : tekst),
      styleOptionDescription: (tekst) =>
        tekst
          .replace(/ \(default: false\)$/, '')
          .replace('(choices: ', '(kies uit: ')
          .replace(/([(,] ?)default: /, '$1standaard: '),
    })
    .showHelpAfterError('Met --help erachter toont een opdracht hoe ze werkt.')
    .configureOutput({ outputError: (tekst, schrijf) => schrijf(vertaal(tekst)) });
}

function vertaal(tekst: string): string {
  const regels = tekst.replace(/^error: /, '').split('\n');
  return regels.map((regel) => MISTEN.reduce((uit, [engels, dutch]) => uit.replace(engels, dutch), regel)).join('\n');
}
