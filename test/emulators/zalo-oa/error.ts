/** Thrown by a method; becomes HTTP 200 with `error` other than 0. */
export class OaError extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}
