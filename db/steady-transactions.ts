import type postgres from 'postgres';
import { isConnectionLost } from './trouble.ts';

type Client = postgres.Sql;
type Work = (tx: postgres.TransactionSql) => unknown;

/**
 * The client with transactions that survive the loss of their connection. The driver answers the
 * failed statement with a ROLLBACK, or at the end with a COMMIT, on the socket that is gone, which
 * throws where nobody can catch it and ends the process (porsager/postgres issues 1066, 1154,
 * 1208); or it runs the rest of the work on a new connection, outside any transaction. So a
 * transaction whose connection is lost rejects at once, gets no further statement through, and the
 * driver never learns how the work ended; the server rolled back when the connection broke.
 */
export function steadyTransactions(client: Client): Client {
  return new Proxy(client, {
    get(target, key) {
      return key === 'begin' ? begin : Reflect.get(target, key, target);
    },
  });

  function begin(...args: [Work] | [string, Work]): Promise<unknown> {
    const work = args.length === 1 ? args[0] : args[1];
    let lost: unknown = null;
    return new Promise((resolve, reject) => {
      const fail = (error: unknown) => {
        lost ??= error;
        reject(error);
      };
      const watched = (tx: postgres.TransactionSql) =>
        new Promise((done, failed) => {
          Promise.resolve(work(refusing(tx, () => lost))).then(
            (result) => lost === null && done(result),
            (error: unknown) => {
              if (isConnectionLost(error)) fail(error);
              else if (lost === null) failed(error);
            },
          );
        });
      client.begin(args.length === 1 ? '' : args[0], watched).then(resolve, fail);
    });
  }
}

/** The transaction's client until `lost` gives a reason; then every statement throws it. */
function refusing(tx: postgres.TransactionSql, lost: () => unknown): postgres.TransactionSql {
  return new Proxy(tx, {
    get(target, key) {
      const reason = lost();
      if (reason !== null && (key === 'unsafe' || key === 'savepoint')) throw reason;
      return Reflect.get(target, key, target);
    },
    apply(target, self, args) {
      const reason = lost();
      if (reason !== null) throw reason;
      return Reflect.apply(target, self, args);
    },
  });
}
