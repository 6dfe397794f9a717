import type { DatabaseSync, StatementSync } from 'node:sqlite';

/**
 * Group commit: writes that come in one turn of the loop share one transaction, and are confirmed once it is kept. A write
 * of its own costs a file lock and a page of the log each; under load that is most of its time.
 */
export class WritesTogether {
  readonly #database: DatabaseSync;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #rollback: StatementSync;
  #waiting: Write[] = [];

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#commit = database.prepare('COMMIT');
    this.#rollback = database.prepare('ROLLBACK');
  }

  /** Whatever it returns or throws, others that share its transaction are none the worse. */
  write<T>(query: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.flush());
      this.#waiting.push({ query, resolve: resolve as (result: unknown) => void, reject });
    });
  }

  /** Keeps at once what waits. */
  flush(): void {
    const writes = this.#waiting;
    this.#waiting = [];
    if (writes.length === 0) return;
    try {
      this.#begin.run();
      try {
        const confirmations = writes.map((write) => this.#confirmation(write));
        this.#commit.run();
        for (const confirm of confirmations) confirm();
      } catch (error) {
        if (this.#database.isTransaction) this.#rollback.run();
        throw error;
      }
    } catch (error) {
      for (const { reject } of writes) reject(error);
    }
  }

  #confirmation({ query, resolve, reject }: Write): () => void {
    try {
      const result = query();
      return () => resolve(result);
    } catch (error) {
      // A full disk undoes the whole transaction: what comes after would be written without one.
      if (!this.#database.isTransaction) throw error;
      return () => reject(error);
    }
  }
}

interface Write {
  readonly query: () => unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}
