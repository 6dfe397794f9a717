import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { transform } from 'esbuild';
import { minify } from 'terser';
import type { Plugin } from 'vite';

/**
 * Properties that only the session and the element know: neither public, nor sent, nor looked up by a text. The most
 * frequent first: they get the letters that variables have most often, and so compress best.
 */
const INTERNAL = [
  ...['phase', 'at', 'call', 'kind', 'ask', 'left', 'wish', 'until', 'confirmed', 'outcome', 'asked', 'config', 'told', 'before'],
  ...['lastActivity', 'notice', 'view', 'since', 'held', 'retry', 'span', 'how', 'dispatch', 'sentAt', 'effects', 'step', 'wall'],
  ...['show', 'prevented', 'report', 'suspend', 'monotonic', 'hear', 'waiting', 'leave', 'mark', 'jitter', 'strict', 'slidAt'],
  ...['take', 'dismissed', 'online', 'interval', 'change', 'tell', 'retryAfter', 'yieldedAt', 'current', 'failures', 'peekedAt'],
  ...['tries', 'glance', 'lastSeen', 'accompanied', 'consulted', 'born', 'calls', 'patience'],
  ...['language', 'time', 'post', 'read', 'configure', 'start', 'stop'],
];

/** Those that only drafts know: neither what is stored nor what the element calls. */
const DRAFTS = [
  ...['entry', 'holder', 'fate', 'failed', 'found', 'stored', 'vault', 'draft', 'undo', 'host', 'entryOf', 'forget', 'adopt'],
  ...['enqueue', 'texts', 'tag', 'rtl', 'label', 'run', 'seal', 'language', 'tab', 'doubtful', 'secret'],
];

/** Names that tell the session's own inputs, effects and phases apart, and nothing outside it. */
const TAGS = [
  ...['announced', 'prevented', 'telling', 'left', 'resting', 'over', 'taken', 'gone', 'failed', 'consult', 'abort', 'send', 'notify'],
  ...['leave', 'look', 'wake', 'suspend', 'configure', 'answer', 'settled', 'facts', 'hold', 'check', 'status'],
];

/** Minifiers leave template literals alone: white space in styles would be shipped. */
export function minifyStyles(): Plugin {
  return {
    name: 'minify-styles',
    transform(code, id) {
      if (!id.endsWith('/element/styles.ts')) return null;
      return code.replace(/`([^`]*)`/, (_, styles: string) => `\`${squeeze(styles)}\``);
    },
  };
}

function squeeze(styles: string): string {
  return styles
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/\b0\./g, '.')
    .replace(/='(\w+)'/g, '=$1')
    .replace(/;}/g, '}')
    .trim();
}

/** Minifiers dare not touch properties: ours are 2 % of all that is shipped. */
export function shortenNames(): Plugin {
  const letters = [...'etnirsaolucdhpgfvmbwkJMEATSCUNDFIRGHLKBQYVWZXOPqjz'];
  const tag = new RegExp(`(["'])(${TAGS.join('|')})\\1`, 'g');
  const shorten = (names: readonly string[]) => ({
    mangleCache: Object.fromEntries(names.map((name, i) => [name, letters[i] ?? `$${letters[i - letters.length] ?? name}`])),
    mangleProps: new RegExp(`^(${names.join('|')})$`),
    lookUp: new RegExp(`(["'])(${names.join('|')})\\1(?: in |\\])`),
  });
  const [ours, draftsOwn] = [shorten(INTERNAL), shorten(DRAFTS)];
  return {
    name: 'shorten-names',
    async transform(code, id) {
      const [, folder] = /\/src\/(session|element|drafts)\/.*\.ts$/.exec(id) ?? [];
      if (!folder) return null;
      const { lookUp, ...mangling } = folder === 'drafts' ? draftsOwn : ours;
      const [, , lookedUp] = lookUp.exec(code) ?? [];
      if (lookedUp) this.error(`'${lookedUp}' is another name in the bundle: look it up otherwise in ${id}`);
      const tagged = folder === 'session' ? code.replace(tag, (_, quote: string, name: string) => quote + (letters[TAGS.indexOf(name)] ?? name) + quote) : code;
      const { code: short, map } = await transform(tagged, { loader: 'ts', target: 'es2022', sourcemap: true, ...mangling });
      return { code: short, map };
    },
  };
}

/** What Lit's base class calls itself and nobody else calls: neither its public methods nor what it leaves on the window. */
const LIT =
  /^(_\$.*|elementStyles|finalizeStyles|createProperty|getProperty.*|shadowRootOptions|enableUpdating|createRenderRoot|scheduleUpdate|shouldUpdate|willUpdate|firstUpdated|getUpdateComplete|noAccessor|wrapped|fromAttribute|toAttribute|hasChanged|useDefault|addInitializer)$/;

/** A second minifier finds what the first left: 3 % of all that is shipped. */
export function minifyAgain(): Plugin {
  const compress = { passes: 3, sequences: false, keep_fargs: false, lhs_constants: false, pure_getters: true, unsafe: true, unsafe_arrows: true, unsafe_methods: true };
  return {
    name: 'minify-again',
    async generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        const { code } = await minify(unwrap(file.code), { module: true, ecma: 2020, compress, mangle: { properties: { regex: LIT } } });
        file.code = remember(code ?? file.code, (given) => arrange(given, (text) => this.parse(text).body));
      }
    },
  };
}

/** What is loaded on demand exports what it is asked for by its own name: no object around it that would have to be made. */
function unwrap(code: string): string {
  const [, object, name, itself] = /(\w+) = \/\* @__PURE__ \*\/ \w+\(\{ (\w+): \(\) => (\w+) \}\)/.exec(code) ?? [];
  const named = object ? code.replace(`${object} as t`, `${itself} as ${name}`) : code;
  return named.replace(/(await import\("[^"]+"\))\.then\(\(\w+\) => \w+\.t\)/, '$1');
}

interface Piece {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

const CACHE = fileURLToPath(new URL('../.cache/arranged/', import.meta.url));

/** Looking for an order takes seconds, and the same code is built many times: by tests, and by each start of the demo. */
function remember(code: string, find: (code: string) => string): string {
  const path = `${CACHE}${createHash('sha256').update(arrange.toString() + code).digest('hex')}.js`;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    const found = find(code);
    mkdirSync(CACHE, { recursive: true });
    // Others may read it at this moment: it is there as a whole, or not at all.
    writeFileSync(`${path}.${process.pid}`, found);
    renameSync(`${path}.${process.pid}`, path);
    return found;
  }
}

/** Functions may stand anywhere: beside those that they resemble they compress better, by 1 %. */
function arrange(code: string, parse: (code: string) => readonly Piece[]): string {
  const pieces = parse(code);
  const text = ({ start, end }: Piece) => code.slice(start, end);
  const others = pieces.filter(({ type }) => type !== 'FunctionDeclaration').map(text).join('');
  let best = { order: pieces.filter(({ type }) => type === 'FunctionDeclaration').map(text), size: Infinity };
  // The same choices each time: the same source gives the same file.
  let chance = 11;
  const draw = (below: number) => (chance = (chance * 16_807) % 2_147_483_647) % below;
  for (let i = 0; i < 3000; i += 1) {
    const order = [...best.order];
    order.splice(draw(order.length), 0, ...order.splice(draw(order.length), 1));
    const { length: size } = gzipSync(order.join('') + others, { level: 9 });
    if (size <= best.size) best = { order, size };
  }
  return best.order.join('') + others;
}
