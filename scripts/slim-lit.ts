import type { Plugin } from 'vite';

/**
 * Lit's base class without what this element does not use: 800 bytes less in the file for a script tag. Whoever imports
 * the package gets Lit whole. No minifier can tell that a method is never called, so each piece is named here; should a
 * new Lit word one of them otherwise, the build says so.
 */
const UNUSED: Readonly<Record<string, readonly (readonly [piece: RegExp, instead?: string])[]>> = {
  'style sheets for browsers that can’t construct them': [[/\w+\.ShadowRoot&&[^,]*CSSStyleSheet\.prototype/, 'true']],
  'styles of the class': [
    [/static finalizeStyles\(s\)\{.*?return i\}/],
    [/this\.elementStyles=this\.finalizeStyles\(this\.styles\)/],
    [/return s\(t,this\.constructor\.elementStyles\),t\}/, 'return t}'],
    [/y\.elementStyles=\[\],/],
  ],
  'properties reflected to attributes': [
    [/_\$ET\(t,s\)\{.*?\}\}(?=_\$AK)/],
    [/this\._\$Eq&&=this\._\$Eq\.forEach\(t=>this\._\$ET\(t,this\[t\]\)\),/],
    [/,!0===e&&this\._\$Em!==t&&\(this\._\$Eq\?\?=new Set\)\.add\(t\)/],
    [/toAttribute\(t,s\)\{.*?return t\},/],
  ],
  'attributes that fall back to a property’s first value': [
    [/\|\|i\.useDefault&&i\.reflect&&h===this\._\$Ej\?\.get\(t\)&&!this\.hasAttribute\(r\._\$Eu\(t,i\)\)/],
    [/i&&!\(this\._\$Ej\?\?=new Map\)\.has\(t\)&&\(this\._\$Ej\.set\(t,r\?\?s\?\?this\[t\]\),!0!==h\|\|void 0!==r\)\|\|/],
    [/r\?\?this\._\$Ej\?\.get\(e\)\?\?r/, 'r'],
  ],
  'numbers, objects and arrays in attributes': [
    [/case Number:i=null===t\?null:Number\(t\);break;case Object:case Array:try\{.*?\}catch\(t\)\{i=null\}/],
  ],
  'decorators': [
    [/Symbol\.metadata\?\?=Symbol\("metadata"\),a\.litPropertyMetadata\?\?=new WeakMap;/],
    [/const t=this\[Symbol\.metadata\];if\(null!==t\)\{.*?\}(?=this\._\$Eh=new Map)/],
    [/static addInitializer\(t\)\{.*?\}(?=static)/],
    [/,this\.constructor\.l\?\.forEach\(t=>t\(this\)\)/],
    [/,void 0!==t\.l&&\(this\.l=\[\.\.\.t\.l\]\)/],
  ],
  'reactive controllers': [
    [/addController\(t\)\{.*?\}removeController\(t\)\{.*?\}(?=_\$E_)/],
    [/this\._\$EO\?\.forEach\(t=>t\.hostUpdate\?\.\(\)\),/],
    [/this\._\$EO\?\.forEach\(t=>t\.hostUpdated\?\.\(\)\),/],
    [/,this\._\$EO\?\.forEach\(t=>t\.hostConnected\?\.\(\)\)/],
    [/this\._\$EO\?\.forEach\(t=>t\.hostDisconnected\?\.\(\)\)/],
  ],
};

export function slimLit(): Plugin {
  const missed = new Set(Object.keys(UNUSED));
  return {
    name: 'slim-lit',
    transform(code, id) {
      if (!/\/@lit\/reactive-element\/[\w-]+\.js$/.test(id)) return null;
      let slim = code;
      for (const [what, pieces] of Object.entries(UNUSED)) {
        if (!pieces.every(([piece]) => piece.test(slim))) continue;
        missed.delete(what);
        for (const [piece, instead = ''] of pieces) slim = slim.replace(piece, instead);
      }
      return slim;
    },
    buildEnd() {
      if (missed.size > 0) this.error(`Lit words these otherwise now: ${[...missed].join('; ')}`);
    },
  };
}
