import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Running {
  /** Without a slash at its end. */
  readonly address: string;
  readonly pid: number;
  readonly process: ChildProcess;
  /** What it has said so far. */
  output(): string;
  stop(): Promise<void>;
}

/** Starts a server in a process group of its own, and waits for the line that tells its address. */
export async function startServer(command: string, args: string[], env: Record<string, string>): Promise<Running> {
  const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, detached: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const address = await new Promise<string>((resolve, reject) => {
    const look = (line: string) => {
      const [found] = /http:\/\/[\w.[\]:]+:\d+/.exec(line) ?? [];
      if (found) resolve(found);
    };
    for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', look);
    child.once('exit', () => reject(new Error(`${command} ${args.join(' ')} ended:\n${output}`)));
  });
  return { address, pid: child.pid ?? 0, process: child, output: () => output, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exited = once(child, 'exit');
  process.kill(-child.pid, 'SIGTERM');
  await exited;
}

/** The demo as `npm start` serves it, on a free port, with a database of its own. */
export async function startDemo(env: Record<string, string> = {}): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'idle-timeout-'));
  const demo = await startServer('npm', ['start', '--silent'], { PORT: '0', DATABASE: join(folder, 'sessions.db'), ...env });
  return {
    ...demo,
    async stop() {
      await demo.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
