import { spawn } from 'node:child_process';

// The parts of `npm test`. Those of one stage run at the same time, in two lanes: where it matters, what waits beside
// what computes.
const STAGES = [
  [['test:simulation'], ['build', 'check']],
  [['test:unit'], ['test:servers']],
  [['test:browser'], ['test:protocol']],
  [['test:drafts'], ['test:package', 'test:documents']],
  // People type here, against the clock: they need the machine.
  [['test:demos']],
  [['test:tabs'], ['test:e2e']],
];

for (const stage of STAGES) {
  const fine = await Promise.all(stage.map(runAll));
  if (fine.includes(false)) process.exit(1);
}

async function runAll(lane: readonly string[]): Promise<boolean> {
  for (const script of lane) if ((await run(script)) !== 0) return false;
  return true;
}

/** Two that run at once would mix their lines: each is heard when it has ended. */
function run(script: string): Promise<number | null> {
  const started = performance.now();
  // What some of them need is built and installed already.
  const child = spawn('npm', ['run', '--silent', '--ignore-scripts', script], { stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));
  return new Promise((resolve) => {
    child.once('close', (code) => {
      process.stdout.write(Buffer.concat(said));
      console.log(`${script}: ${code === 0 ? 'ok' : 'FAILED'}, ${Math.round((performance.now() - started) / 1000)} s`);
      resolve(code);
    });
  });
}
