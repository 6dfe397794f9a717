import type { Package } from 'custom-elements-manifest/schema.d.ts';
import type { SourceFile } from 'typescript';

// The analyzer's own types leave out what it exports for scripts.
declare module '@custom-elements-manifest/analyzer' {
  export function create(given: { modules: SourceFile[]; plugins: unknown[]; context: { dev: boolean } }): Package;
  export const ts: typeof import('typescript');
}
