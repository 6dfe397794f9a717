import type { Plugin } from 'vite';

/**
 * Lit's base class without what this element does not use: 1.6 kB less in the file for a script tag. Whoever imports
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
  'accessors that were there before': [
    [/,this\.prototype\.hasOwnProperty\(t\)&&\(\(s=Object\.create\(s\)\)\.wrapped=!0\)/],
    [
      /const\{get:e,set:r\}=h\(this\.prototype,t\)\?\?\{.*?\};return\{get:e,set\(s\)\{const h=e\?\.call\(this\);r\?\.call\(this,s\),/,
      'return{get(){return this[s]},set(e){const h=this[s];this[s]=e,',
    ],
    [/const t=this\.constructor\.elementProperties;if\(t\.size>0\)for\(const\[s,i\]of t\)\{.*?,e\)\}(?=\}let t=!1)/],
    [/,!s\.noAccessor\)/, ',true)'],
  ],
  'other options of a property than its attribute and Boolean': [
    [/s\.state&&\(s\.attribute=!1\),/],
    [/const i=s\.attribute;return!1===i\?.*?:void 0\}/, 'return s.attribute}'],
    [/h="function"==typeof t\.converter\?.*?:u;/, 'h=u;'],
    [/,s=\[\.\.\.r\(t\),\.\.\.o\(t\)\]/, ',s=r(t)'],
  ],
  'methods that others override': [
    [/t=this\.shouldUpdate\(s\),t\?\((this\.willUpdate\(s\)),(.*?)(this\.update\(s\))\):this\._\$EM\(\)/, 't=true,$1,$2$3'],
    [/this\.hasUpdated\|\|\(this\.hasUpdated=!0,this\.firstUpdated\(t\)\)/, 'this.hasUpdated=true'],
    [/const t=this\.scheduleUpdate\(\);return null!=t&&await t,/, 'this.performUpdate();return '],
    [/return this\.getUpdateComplete\(\)\}getUpdateComplete\(\)\{/],
    [/scheduleUpdate\(\)\{.*?\}/],
    [/shouldUpdate\(t\)\{.*?\}/],
    [/firstUpdated\(t\)\{\}/],
  ],
  'polyfills, and the count of Lits on the page': [
    [/,a=globalThis,c=a\.trustedTypes,l=c\?c\.emptyScript:"",p=a\.reactiveElementPolyfillSupport/],
    [/,p\?\.\(\{ReactiveElement:y\}\),\(a\.reactiveElementVersions\?\?=\[\]\)\.push\("[\d.]+"\);/, ';'],
  ],
  'reactive controllers': [
    [/addController\(t\)\{.*?\}removeController\(t\)\{.*?\}(?=_\$E_)/],
    [/this\._\$EO\?\.forEach\(t=>t\.hostUpdate\?\.\(\)\),/],
    [/this\._\$EO\?\.forEach\(t=>t\.hostUpdated\?\.\(\)\),/],
    [/,this\._\$EO\?\.forEach\(t=>t\.hostConnected\?\.\(\)\)/],
    [/this\._\$EO\?\.forEach\(t=>t\.hostDisconnected\?\.\(\)\)/],
  ],
  'properties of more than one class': [
    [/static getPropertyOptions\(t\)\{.*?\}(?=static _)/],
    [/static _\$Ei\(\)\{.*?\}(?=static finalize)/],
    [/if\(this\._\$Ei\(\),this\.elementProperties\.set\(t,s\),true\)\{(const i=.*?)void 0!==h&&(.*?)\}/, '$1$2'],
    [
      /if\(this\.hasOwnProperty\(d\("finalized"\)\)\)return;.*?\}(?=static _\$Eu)/,
      'if(!this._$Eh){this._$Eh=new Map;for(const t in this.properties){const s=this.properties[t];this.createProperty(t,s);this._$Eh.set(s.attribute,t)}}}',
    ],
    [/static _\$Eu\(t,s\)\{.*?\}(?=constructor)/],
    [/,s=this\.constructor\.elementProperties;for\(const i of s\.keys\(\)\)/, ';for(const i in this.constructor.properties)'],
    [/,y\[d\("elementProperties"\)\]=new Map,y\[d\("finalized"\)\]=new Map/],
  ],
  'converters and comparisons of the page’s own': [
    [/if\(void 0!==e&&this\._\$Em!==e\)\{const t=i\.getPropertyOptions.*?this\._\$Em=null\}/, 'this[e]=i.properties[e].type===Boolean?null!==s:s'],
    [/this\._\$Em=null,/],
    [/requestUpdate\(t,s,i,e=!1,h\)\{.*?this\.C\(t,s,i\)\}/, 'requestUpdate(t,s){if(void 0!==t){if(!f(this[t],s))return;this._$AL.has(t)||this._$AL.set(t,s)}'],
    [/C\(t,s,\{.*?\}(?=async)/],
    [/let t=!1;const s=this\._\$AL;try\{t=true,(.*?),this\.update\(s\)\}catch.*?t&&(this\._\$AE\(s\))/, 'const s=this._$AL;try{$1}finally{this._$EM()}$2'],
    [/update\(t\)\{this\._\$EM\(\)\}/],
    [/u=\{fromAttribute.*?\}\},/],
    [/,b=\{attribute.*?\}/],
    [/t,s=b\)/, 't,s)'],
    [/,u as defaultConverter/],
  ],
  'accessors that somebody asks for or redefines': [
    [/static createProperty\(t,s\)\{.*?\}static getPropertyDescriptor\(t,s,i\)\{return(\{.*?),configurable:!0,enumerable:!0\}\}/, ''],
    [/const s=this\.properties\[t\];this\.createProperty\(t,s\);this\._\$Eh\.set\(s\.attribute,t\)/, 'const s=Symbol();this._$Eh.set(this.properties[t].attribute,t);e(this.prototype,t,{get(){return this[s]},set(e){const h=this[s];this[s]=e,this.requestUpdate(t,h)}})'],
    [/this\._\$Eh&&\[/, '['],
  ],
  'properties set before the tag was there, in a map': [
    [/const t=new Map;for\(const i in this\.constructor\.properties\).*?\(this\._\$Ep=t\)/, 'this._$Ep=[];for(const i in this.constructor.properties)if(this.hasOwnProperty(i)){this._$Ep.push([i,this[i]]);delete this[i]}'],
    [/this\._\$Ep=void 0,(this\.isUpdatePending=!1,)this\.hasUpdated=!1,/, '$1'],
    [/if\(!this\.hasUpdated\)\{.*?this\._\$Ep=void 0\}\}/, 'for(const[t,s]of this._$Ep.splice(0))this[t]=s;'],
    [/this\.hasUpdated=true,/],
  ],
  'steps that others override': [
    [/,f=\(t,s\)=>!i\(t,s\)/],
    [/if\(!f\(this\[t\],s\)\)return/, 'if(i(this[t],s))return'],
    [/,f as notEqual/],
    [/!1===this\.isUpdatePending&&/, 'this.isUpdatePending||'],
    [/this\._\$AK\(t,i\)\}_\$AK\(t,s\)\{const i=this\.constructor,e=i\._\$Eh\.get\(t\);(.*?)\?null!==s:s\}/, 'const e=this.constructor,h=e._$Eh.get(t);this[h]=e.properties[h].type===Boolean?null!==i:i}'],
    [/createRenderRoot\(\)\{.*?\}(?=connected)/],
    [/this\.createRenderRoot\(\),this\.enableUpdating\(!0\)\}enableUpdating\(t\)\{\}/, 'this.attachShadow({mode:"open"}),this.enableUpdating()}'],
    [/y\.shadowRootOptions=\{mode:"open"\};/],
    [/willUpdate\(t\)\{\}_\$AE\(t\)\{this\.updated\(t\)\}/],
    [/this\._\$AE\(s\)/, 'this.updated(s)'],
    [/updated\(t\)\{\}/],
    [/this\._\$Ev\(\)\}_\$Ev\(\)\{/],
    [/,this\._\$E_\(\),this\.requestUpdate\(\)\}_\$E_\(\)\{(.*?delete this\[i\]\})/, ';$1this.requestUpdate()'],
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
    buildEnd(failure) {
      if (!failure && missed.size > 0) this.error(`Lit words these otherwise now: ${[...missed].join('; ')}`);
    },
  };
}
