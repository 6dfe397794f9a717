import ts from 'typescript';
import { isOurs } from './public-names.ts';

/** What a caller may meet, and what the comments tell of it. */
export interface Errors {
  /** Names of errors: those that the function throws, and those that its callees throw or say that they do. */
  readonly thrown: readonly string[];
  /** The texts of its `@throws`. */
  readonly told: readonly string[];
}

/** @returns What tells of one declaration after the other. */
export function errorsIn(program: ts.Program): (declaration: ts.Declaration) => Errors {
  const checker = program.getTypeChecker();
  const implementations = implementationsIn(program, checker);

  function thrownBy(callee: ts.Node): ReadonlySet<string> {
    const found = new Set<string>();
    const seen = new Set<ts.Node>();
    const look = (node: ts.Node): void => {
      // Another function's errors are its own callers' matter.
      if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
      if (ts.isTryStatement(node) && node.catchClause) return look(node.catchClause.block);
      if (ts.isThrowStatement(node)) found.add(checker.getTypeAtLocation(node.expression).symbol?.name ?? 'Error');
      if (ts.isCallExpression(node) || ts.isNewExpression(node)) enter(checker.getResolvedSignature(node)?.declaration);
      ts.forEachChild(node, look);
    };
    const enter = (node: ts.Node | undefined): void => {
      if (!node || seen.has(node) || !isOurs(node)) return;
      seen.add(node);
      for (const name of namedIn(toldBy(node))) found.add(name);
      const body = bodyOf(node);
      if (body) look(body);
    };
    for (const node of [callee, ...(implementations.get(callee) ?? [])]) look(bodyOf(node) ?? callee);
    return found;
  }

  return (declaration) => {
    const callee = (ts.isClassDeclaration(declaration) && declaration.members.find(ts.isConstructorDeclaration)) || declaration;
    return { thrown: [...thrownBy(callee)], told: toldBy(callee) };
  };
}

/** What an interface or a class says holds for each of its methods that is waited for. */
function toldBy(declaration: ts.Node): readonly string[] {
  const isWaitedFor = ts.isFunctionLike(declaration) && declaration.type?.getText().startsWith('Promise<');
  const { parent } = declaration;
  const speakers = isWaitedFor && (ts.isInterfaceDeclaration(parent) || ts.isClassLike(parent)) ? [declaration, parent] : [declaration];
  const tags = speakers.flatMap((speaker) => ts.getJSDocTags(speaker)).filter(({ tagName }) => tagName.text === 'throws');
  return tags.map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '');
}

function namedIn(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => text.match(/\b([A-Z]\w*Error|StoreUnavailable|Error)\b/g) ?? []);
}

function bodyOf(node: ts.Node): ts.Node | undefined {
  const made = ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node) ? node.initializer : node;
  return made && ts.isFunctionLike(made) && 'body' in made ? made.body : undefined;
}

/** For members of interfaces: what stands for them in the objects that are made for these. */
function implementationsIn(program: ts.Program, checker: ts.TypeChecker): ReadonlyMap<ts.Node, readonly ts.Node[]> {
  const all = new Map<ts.Node, ts.Node[]>();
  const look = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const wanted = checker.getContextualType(node);
      for (const made of node.properties) {
        const name = made.name?.getText() ?? '';
        for (const member of wanted?.getProperty(name)?.declarations ?? []) all.set(member, [...(all.get(member) ?? []), made]);
      }
    }
    ts.forEachChild(node, look);
  };
  for (const file of program.getSourceFiles()) if (isOurs(file)) look(file);
  return all;
}
