import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { oordeelKwetsbaarheden, UITSTEL } from './kwetsbaarheidsoordeel.ts';

/** Asks the registry which of our packages of production have an advisory (docs/beveiliging.md#packages). */

const lees = (bestand: string) => readFileSync(new URL(bestand, import.meta.url), 'utf8');
const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8', timeout: 60_000 });
const uitstel = UITSTEL.parse(JSON.parse(lees('kwetsbaarheden_uitstel.json')));
const vandaag = Temporal.Now.plainDateISO('Europe/Brussels').toString();
const { regels, goed } = oordeelKwetsbaarheden(stdout, uitstel, vandaag);
process.stdout.write(`${regels.join('\n')}\n`);
process.exitCode = goed ? 0 : 1;
