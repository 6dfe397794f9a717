import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { editorData, elementOf, readManifest } from '../../scripts/manifest.ts';
import { README, withTables } from '../../scripts/tables.ts';
import { IdleTimeoutElement } from '../../src/index.ts';
import * as names from '../../src/index.ts';

const manifest = readManifest();
const element = elementOf(manifest);
const source = (pattern: string) => globSync(pattern).map((path) => readFileSync(path, 'utf8')).join('\n');
const found = (text: string, pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].sort();
const named = (all: readonly { readonly name?: string }[] = []) => all.map(({ name = '' }) => name).sort();

describe('the custom elements manifest says what the code does', () => {
  it('names the tag and its class', () => {
    assert.equal(element.tagName, 'idle-timeout');
    assert.equal(element.name, 'IdleTimeoutElement');
  });

  it('lists each attribute, with its property, default and meaning', () => {
    const known = [...IdleTimeoutElement.elementProperties].map(([property, { attribute }]) => `${String(attribute)} of ${String(property)}`);
    assert.deepEqual(element.attributes.map(({ name, fieldName = '' }) => `${name} of ${fieldName}`).sort(), known.sort());
    assert.deepEqual(element.attributes.filter(({ default: otherwise, description }) => !otherwise || !description), []);
  });

  it('lists each property and method, and nothing of the inside', () => {
    const properties = [...IdleTimeoutElement.elementProperties.keys()].map(String);
    // What the browser and the base class call is not for people.
    const inside = ['constructor', 'connectedCallback', 'disconnectedCallback', 'willUpdate', 'updated', ...properties];
    const own = Object.getOwnPropertyNames(IdleTimeoutElement.prototype).filter((name) => !inside.includes(name) && !name.startsWith('_'));
    assert.deepEqual(named(element.members), [...own, ...properties].sort());
    assert.deepEqual(element.members.filter(({ description }) => !description), []);
  });

  it('lists each event, with its class', () => {
    const map = /const EVENTS = \{(.*?)\};/s.exec(source('src/element/events.ts'))?.[1] ?? '';
    assert.deepEqual(named(element.events), [...found(map, /^ {2}(\w+):/gm), 'restore'].sort());
    const classes = (element.events ?? []).map(({ type }) => type.text);
    assert.deepEqual(classes.filter((name) => !(name in names)), []);
  });

  it('lists each custom property of the styles, with the value that it has by itself', () => {
    const used = [...source('src/element/styles.ts').matchAll(/var\((--idle-timeout-[\w-]+), ((?:[^()]|\([^()]*\))+)\)/g)];
    const given = (element.cssProperties ?? []).map(({ name, default: value = '' }) => `${name}: ${value}`);
    assert.deepEqual(given.sort(), used.map(([, name = '', value = '']) => `${name}: ${value}`).sort());
  });

  it('lists each slot and part', () => {
    const scene = source('src/element/scene.ts');
    assert.deepEqual(named(element.slots), [...found(scene, /slot\('(\w+)'/g), ...found(scene, /h\('slot', \{ name: '(\w+)'/g)].sort());
    const requests = found(/export type Request = (.*);/.exec(source('src/element/messages.ts'))?.[1] ?? '', /'([\w-]+)'/g);
    const parts = found(`${scene}${source('src/drafts/notice.ts')}`, /part: (?:counting \? '' : )?'(\w+)'/g);
    const notice = ['restore', 'discard', 'close'];
    assert.deepEqual(named(element.cssParts), [...new Set([...requests, ...parts, ...notice, 'dialog', 'cover'])].sort());
  });

  it('lists each state', () => {
    const states = found(/export type PublicState =(.*?);/s.exec(source('src/session/view.ts'))?.[1] ?? '', /'([\w-]+)'/g);
    assert.deepEqual(named(element.cssStates), states);
  });

  it('exports what the package exports', () => {
    const exported = manifest.modules.find(({ path }) => path === 'dist/index.js')?.exports ?? [];
    assert.deepEqual(named(exported), Object.keys(names).sort());
  });

  it('spells types out', () => {
    const types = element.attributes.map(({ type }) => type?.text ?? '');
    assert.deepEqual(types.filter((text) => /[A-Z]/.test(text)), []);
  });
});

describe('what is made of the manifest', () => {
  it('editors know every attribute', () => {
    const data = editorData(manifest);
    for (const { name } of element.attributes) {
      for (const file of ['vscode.html-custom-data.json', 'web-types.json']) assert.ok(data[file]?.includes(`"name":"${name}"`), `${name} in ${file}`);
    }
  });

  it('the README’s tables are as the source says: node scripts/tables.ts makes them anew', () => {
    const text = readFileSync(README, 'utf8');
    assert.ok(text === withTables(text), 'README.md is older than the source');
  });
});
