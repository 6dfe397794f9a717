import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { create, ts } from '@custom-elements-manifest/analyzer';
import { getVsCodeCssCustomData, getVsCodeHtmlCustomData } from 'custom-element-vs-code-integration';
import { getWebTypesData } from 'custom-element-jet-brains-integration';
import type { Attribute, ClassMember, CustomElement, Package } from 'custom-elements-manifest/schema.d.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
/** What the package's own names are declared in. */
const SOURCES = ['index', 'define', 'element/attributes', 'element/idle-timeout-element', 'element/events', 'drafts/restore-event'];
/** Where the types are declared that these speak of. */
const TYPES = ['element/attributes', 'session/view', 'session/state', 'session/protocol'];

/** What the manifest says of the tag. The schema's types lag behind the analyzer in `readonly` and states. */
export interface Element extends CustomElement {
  attributes: Attribute[];
  members: (ClassMember & { readonly?: boolean })[];
  cssStates?: { name: string; description?: string }[];
}

/** The custom elements manifest, made from what the source says of itself. */
export function readManifest(): Package {
  const manifest = create({ modules: SOURCES.map(parse), plugins: [], context: { dev: false } });
  return JSON.parse(JSON.stringify(manifest), tidy(aliases())) as Package;
}

/** What a reader has no use for is left out; types are spelled out; files are named as they are shipped. */
function tidy(types: ReadonlyMap<string, string>) {
  const isOurs = ({ name = '', privacy = '', static: isStatic = false }: { name?: string; privacy?: string; static?: boolean }) =>
    !name.startsWith('#') && !privacy && !isStatic;
  return (key: string, value: unknown): unknown => {
    if (key === 'members') return (value as ClassMember[]).filter(isOurs);
    if (key === 'text' && typeof value === 'string') return value.replace(/\b[A-Z]\w+\b/g, (name) => types.get(name) ?? name);
    if ((key === 'module' || key === 'path') && typeof value === 'string') return value.replace(/^\.?\/?(src\/)?(.*)\.ts$/, 'dist/$2.js');
    return value;
  };
}

export function elementOf({ modules }: Package): Element {
  const found = modules.flatMap(({ declarations = [] }) => declarations).find((each) => 'customElement' in each);
  if (!found) throw new Error('no element in the manifest');
  return found as unknown as Element;
}

/** What editors know of the tag, by file name. */
export function editorData(manifest: Package): Readonly<Record<string, string>> {
  const element = elementOf(manifest);
  const { name, version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { name: string; version: string };
  // Both tools take a manifest, and say nothing but what is in it.
  const one = { ...manifest, modules: [{ kind: 'javascript-module', path: 'dist/index.js', declarations: [element] }] } as never;
  const webTypes = JSON.parse(getWebTypesData(one, { hideLogs: true })) as object;
  return {
    'vscode.html-custom-data.json': getVsCodeHtmlCustomData(one, { hideLogs: true }),
    'vscode.css-custom-data.json': getVsCodeCssCustomData(one, { hideLogs: true }),
    'web-types.json': JSON.stringify({ ...webTypes, name, version }),
  };
}

function parse(name: string) {
  const path = `src/${name}.ts`;
  return ts.createSourceFile(path, readFileSync(root + path, 'utf8'), ts.ScriptTarget.ES2022, true);
}

/** Types that are names for a few words or numbers. */
function aliases(): ReadonlyMap<string, string> {
  const found = TYPES.map(parse).flatMap((source) =>
    source.statements.filter(ts.isTypeAliasDeclaration).map(({ name, type }) => [name.text, type.getText(source)] as const),
  );
  return new Map(found.filter(([, text]) => /^[\w\s'|-]+$/.test(text)));
}
