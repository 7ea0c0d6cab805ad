/** The whole delivery is refused and nothing may change. The message is for the operator: one line that says what to do. */
export class Weigering extends Error {
  override readonly name = 'Weigering';
  readonly code: string;

  constructor(code: string, uitleg: string) {
    super(uitleg);
    this.code = code;
  }
}
