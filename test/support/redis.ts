import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The machine's Redis or Valkey; why a test can't run where there is none. */
const command = ['redis-server', 'valkey-server'].find((name) => spawnSync(name, ['--version']).status === 0);
export const withoutRedis = command ? false : 'neither redis-server nor valkey-server is installed (Debian: redis-server)';

export interface RedisServer {
  readonly url: string;
  /** As a power cut for this process: nothing is tidied up. */
  kill(): Promise<void>;
  /** Stops answering, but stays. */
  pause(): void;
  resume(): void;
  /** Again on the same port, with what it had kept. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A Redis of its own on a free port. With `durable`, each write is in its log before it is answered. */
export async function startRedis({ durable = false } = {}): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'idle-timeout-redis-'));
  const port = String(await freePort());
  const log = durable ? ['--appendonly', 'yes'] : ['--appendonly', 'no'];
  const start = async () => {
    const child = spawn(command ?? 'redis-server', ['--port', port, '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...log]);
    let said = '';
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (chunk) => {
        said += chunk;
        if (said.includes('eady to accept connections')) resolve();
      });
      child.once('error', reject);
      child.once('exit', () => reject(new Error(`Redis ended:\n${said}`)));
    });
    return child;
  };
  let child = await start();
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    restart: async () => {
      await kill();
      child = await start();
    },
    async stop() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
