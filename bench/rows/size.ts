import { weighImport, type Weighed } from '../../scripts/weigh.ts';
import { eachContestant } from '../contestants.ts';
import type { Cell, Table } from '../table.ts';

/** What a page imports that uses it: by itself, and with what mounts it. */
interface Import {
  readonly alone: string;
  readonly framework?: string;
  readonly external?: readonly string[];
}

const IMPORTS: Readonly<Record<string, Import>> = {
  'idle-timeout': { alone: `import '../src/index.ts'`, external: ['@lit/reactive-element'] },
  'react-idle-timer': {
    alone: `export { useIdleTimer } from 'react-idle-timer'`,
    framework: `export { createElement } from 'react'; export { createRoot } from 'react-dom/client'`,
    external: ['react', 'react-dom'],
  },
  vueuse: { alone: `export { useIdle } from '@vueuse/core'`, framework: `export { createApp } from 'vue'`, external: ['vue'] },
  'jquery-idletimer': { alone: `import 'jquery-idletimer/dist/idle-timer.js'`, framework: `export { default } from 'jquery'`, external: ['jquery'] },
  'hmrc-frontend': {
    alone: `export { default } from 'hmrc-frontend/hmrc/components/timeout-dialog/timeout-dialog.js';
      export { default as SessionActivityService } from 'hmrc-frontend/hmrc/components/timeout-dialog/session-activity-service.js'`,
  },
  'session-timeout': { alone: `export { default } from '@travishorn/session-timeout'` },
  'idle-js': { alone: `import 'Idle.Js/build/idle.js'` },
};

/** Bytes, as the project wishes them. */
const WISHES: Readonly<Record<Weighed['kind'], number>> = { tag: 12 * 1024, bundled: 12 * 1024, 'on demand': 3 * 1024, session: 4 * 1024, language: 600 };

const bytes = (value: number) => value.toLocaleString('en');

/** What a page downloads for each. */
export async function sizes(own: readonly Weighed[]): Promise<Table> {
  const file = own.find(({ kind }) => kind === 'tag')?.bytes ?? NaN;
  const bundled = new Map<string, number>();
  const cells = await eachContestant(async ({ file: name }): Promise<readonly Cell[]> => {
    const { alone = '', framework = '', external } = IMPORTS[name] ?? {};
    const whole = await weighImport(`${alone};${framework}`, 'bench');
    bundled.set(name, whole);
    return [await weighImport(alone, 'bench', external), name === 'idle-timeout' ? file : whole];
  });
  return {
    title: 'Bytes to download',
    notes: [
      `Minified, \`gzip -9\`, bundled by esbuild, but for the tag with its framework: that is its file for a script tag,
whose build cuts what a bundler must keep. React comes with \`react-dom/client\`, Vue with \`createApp\`; the tag’s framework is Lit’s
base class. The tag’s styles are among its bytes, hmrc-frontend’s are not; what the tag loads on demand is in the next table.`,
    ],
    columns: ['without its framework', 'with it'].map((head) => ({ head, format: bytes, compare: (value) => value })),
    cells,
    others: [['idle-timeout, through a bundler', ['', bundled.get('idle-timeout') ?? NaN]]],
  };
}

/** The product's own files, each beside what it is meant to stay within. */
export function ownFiles(own: readonly Weighed[]): string {
  const languages = own.filter(({ kind }) => kind === 'language').sort((a, b) => a.bytes - b.bytes);
  const median = languages[Math.floor(languages.length / 2)];
  const rows = [
    ...own.filter(({ kind }) => kind === 'tag' || kind === 'bundled' || kind === 'on demand'),
    ...own.filter(({ kind }) => kind === 'session').map((each) => ({ ...each, name: '`idle-timeout-element/session`, headless' })),
    ...(median ? [{ ...median, name: `the median of ${languages.length} languages (${median.name})` }] : []),
    ...languages.filter(({ bytes: size }) => size > WISHES.language),
  ];
  const lines = rows.map(({ name, kind, bytes: size }) => {
    const over = size - WISHES[kind];
    return `| ${name} | ${bytes(size)} | ${bytes(WISHES[kind])} | ${over > 0 ? `**no, ${bytes(over)} over**` : 'yes'} |`;
  });
  return ['## The tag’s own files, in bytes', ['|  | gz | wish | met |', '| --- | ---: | ---: | --- |', ...lines].join('\n')].join('\n\n');
}
