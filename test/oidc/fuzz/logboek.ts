/** What the server logs during the requests: the routes that it took, and what surprised it. */
export class Logboek {
  /** Method and path, as in the list of routes. */
  readonly bezocht = new Set<string>();
  readonly schrik: string[] = [];

  lees(regels: string[]): void {
    for (const regel of regels) {
      const { level, status, methode, route } = JSON.parse(regel);
      if (route) this.bezocht.add(`${methode} ${route}`);
      if (level >= 50 || status >= 500) this.schrik.push(regel);
    }
  }
}
