import { Bezoeker, type Doel } from './bezoeker.ts';
import { Koekjes } from './koekjes.ts';

/** Does one operation. Gives false when everything that was prepared is used. */
type Stap = () => Promise<boolean>;

export type Scenario =
  | 'eerste'
  | 'sso'
  | 'eersteVolledig'
  | 'ssoVolledig'
  | 'token'
  | 'userinfo'
  | 'discovery'
  | 'startpagina'
  | 'protocolpagina';

/**
 * Sessions of one visitor. They are new in every round and take turns. The library's memory adapter walks all
 * live tokens of a grant at every save, so a few sessions that are used for minutes would slow it down, as no
 * pupil does.
 */
const SESSIES = 4;
/**
 * Codes of one visitor. There are few, because the memory adapter keeps 1000 objects and must still have them
 * when they are redeemed.
 */
const CODES = 20;

/**
 * What a visitor does in a round. It prepares outside the measurement, and gives the step that is measured.
 */
export const SCENARIOS: Record<Scenario, (bezoeker: Bezoeker) => Promise<Stap>> = {
  async eerste(bezoeker) {
    return async () => {
      await bezoeker.wissel(await bezoeker.meldAan(new Koekjes()));
      return true;
    };
  },
  async sso(bezoeker) {
    const volgende = beurtelings(await meldVerschillendeAan(bezoeker));
    return async () => {
      await bezoeker.wissel(await bezoeker.vraagCode(volgende()));
      return true;
    };
  },
  async eersteVolledig(bezoeker) {
    return async () => {
      await haalGegevens(bezoeker, await bezoeker.meldAan(new Koekjes()));
      return true;
    };
  },
  async ssoVolledig(bezoeker) {
    const volgende = beurtelings(await meldVerschillendeAan(bezoeker));
    return async () => {
      await haalGegevens(bezoeker, await bezoeker.vraagCode(volgende()));
      return true;
    };
  },
  async token(bezoeker) {
    const volgende = beurtelings(await meldVerschillendeAan(bezoeker));
    const codes: string[] = [];
    for (let i = 0; i < CODES; i++) codes.push(await bezoeker.vraagCode(volgende()));
    return async () => {
      const code = codes.shift();
      if (code) await bezoeker.wissel(code);
      return code !== undefined;
    };
  },
  async userinfo(bezoeker) {
    const tokens: string[] = [];
    for (const koekjes of await meldVerschillendeAan(bezoeker)) {
      const antwoord = JSON.parse(await bezoeker.wissel(await bezoeker.vraagCode(koekjes)));
      tokens.push(antwoord.access_token);
    }
    const volgende = beurtelings(tokens);
    return async () => {
      await bezoeker.userinfo(volgende());
      return true;
    };
  },
  async startpagina(bezoeker) {
    return async () => {
      await bezoeker.pagina('/');
      return true;
    };
  },
  async protocolpagina(bezoeker) {
    return async () => {
      await bezoeker.pagina('/protocollen/vlaamse-toetsen');
      return true;
    };
  },
  async discovery(bezoeker) {
    return async () => {
      await bezoeker.discovery();
      return true;
    };
  },
};

/** The application redeems the code and asks for the data. */
async function haalGegevens(bezoeker: Bezoeker, code: string): Promise<void> {
  const { access_token } = JSON.parse(await bezoeker.wissel(code));
  await bezoeker.userinfo(access_token);
}

async function meldVerschillendeAan(bezoeker: Bezoeker): Promise<Koekjes[]> {
  const sessies = Array.from({ length: SESSIES }, () => new Koekjes());
  for (const koekjes of sessies) await bezoeker.wissel(await bezoeker.meldAan(koekjes));
  return sessies;
}

function beurtelings<T>(dingen: T[]): () => T {
  let beurt = 0;
  return () => dingen[beurt++ % dingen.length] as T;
}

/** One whole sign-in, to check the result: both systems must hand over as much. */
export async function proefbezoek(doel: Doel): Promise<{ idToken: object; userinfo: object }> {
  const bezoeker = await Bezoeker.open(doel);
  try {
    const { access_token, id_token } = JSON.parse(await bezoeker.wissel(await bezoeker.meldAan(new Koekjes())));
    const idToken = JSON.parse(Buffer.from(id_token.split('.')[1], 'base64url').toString());
    return { idToken, userinfo: JSON.parse(await bezoeker.userinfo(access_token)) };
  } finally {
    bezoeker.sluit();
  }
}
