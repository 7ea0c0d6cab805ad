import { type Idp, startIdp } from '../../opzet/server/idp.ts';
import { verwachtNet } from './eigenschappen.ts';
import { geldigeVerzoeken } from './geldig.ts';
import { type Geval, gevallen, vermink } from './gevallen.ts';
import { Logboek } from './logboek.ts';
import { muteer } from './muteer.ts';
import { noteerRoutes } from './routes.ts';
import { Verzender } from './verstuur.ts';
import { legeVoorraad, vulAan } from './voorraad.ts';

const TEGELIJK = 16;
/** After so many requests the stock is filled again. */
const VERS = 500;
/** After so many failures, more of them say nothing new. */
const GENOEG = 20;

export type Genummerd = [nr: number, geval: Geval];

/** A provider under broken requests. The same seed makes the same requests. */
export class Ronde {
  readonly idp: Idp;
  readonly routes: Set<string>;
  readonly logboek = new Logboek();
  /** How often each endpoint was asked, and which kinds of answers it gave. */
  readonly geteld: Record<string, Record<string, number>> = {};
  readonly #zaad: number;
  readonly #verzender: Verzender;
  readonly #voorraad = legeVoorraad();
  readonly #soorten: ReturnType<typeof geldigeVerzoeken>;

  private constructor(idp: Idp, routes: Set<string>, zaad: number) {
    this.idp = idp;
    this.routes = routes;
    this.#zaad = zaad;
    this.#verzender = new Verzender(idp.issuer);
    this.#soorten = geldigeVerzoeken(idp, this.#voorraad);
  }

  static async begin(zaad: number): Promise<Ronde> {
    const geefRoutes = noteerRoutes();
    const idp = await startIdp();
    const ronde = new Ronde(idp, geefRoutes(idp.app), zaad);
    for (let beurt = 0; beurt < 6; beurt++) await vulAan(idp, ronde.#voorraad, beurt);
    return ronde;
  }

  /** The first requests of the seed, each with its number. */
  gevallen(aantal: number): Genummerd[] {
    return [...gevallen(Object.keys(this.#soorten), this.#zaad, aantal).entries()];
  }

  /**
   * Fills the stock between the requests, and not during them: a pupil whom a request signs out can't sign in
   * at the same time.
   * @returns what went wrong, with how to ask it again
   */
  async stuurAlle(rij: readonly Genummerd[]): Promise<string[]> {
    const klachten: string[] = [];
    for (const [beurt, groep] of Map.groupBy(rij, ([nr]) => Math.floor(nr / VERS))) {
      await vulAan(this.idp, this.#voorraad, beurt);
      await this.#stuurGroep(groep, klachten);
      if (klachten.length >= GENOEG) break;
    }
    this.logboek.lees(this.idp.logregels.splice(0));
    return klachten;
  }

  async stop(): Promise<void> {
    this.#verzender.stop();
    await this.idp.stop();
  }

  /** So many requests are under way at any moment, so that one that waits does not delay the others. */
  async #stuurGroep(groep: readonly Genummerd[], klachten: string[]): Promise<void> {
    const wachtrij = groep.values();
    const werk = async () => {
      for (const [nr, geval] of wachtrij) {
        await this.#stuur(geval).catch((fout: Error) => {
          const opnieuw = `LEERID_FUZZ_ZAAD=${this.#zaad} LEERID_FUZZ_ALLEEN=${nr}`;
          klachten.push(`${opnieuw}: ${JSON.stringify(geval)}\n${fout.message}\n`);
        });
        if (klachten.length >= GENOEG) return;
      }
    };
    await Promise.all(Array.from({ length: TEGELIJK }, werk));
  }

  async #stuur({ eindpunt, keuze, mutaties, verminking }: Geval): Promise<void> {
    const verzoek = await muteer(this.idp.issuer, (await this.#soorten[eindpunt]?.(keuze)) as never, mutaties);
    const doe = verminking ? (bytes: Buffer) => vermink(bytes, verminking) : undefined;
    const antwoord = await this.#verzender.verstuur(verzoek, doe);
    this.#tel(eindpunt, antwoord.status);
    verwachtNet(this.idp.issuer, verzoek, antwoord);
  }

  #tel(eindpunt: string, status: number | undefined): void {
    const soort = status ? `${Math.floor(status / 100)}xx` : 'none';
    const eerder = this.geteld[eindpunt] ?? {};
    this.geteld[eindpunt] = { ...eerder, [soort]: (eerder[soort] ?? 0) + 1 };
  }
}
