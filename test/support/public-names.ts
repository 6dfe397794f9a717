import ts from 'typescript';

/** Something that the package shows: an export, a member of one, or a parameter of a function. */
export interface PublicName {
  /** As in `Sessions.endAll(exceptSid)`. */
  readonly path: string;
  readonly kind: 'export' | 'member' | 'parameter';
  /** Its comment, with what its tags say of defaults and of what is returned. */
  readonly says: string;
  readonly declaration: ts.Declaration;
  /** It is a number, or a function that tells one. */
  readonly isNumber: boolean;
  readonly isOptional: boolean;
  /** It can have one value alone, which says it all. */
  readonly isLiteral: boolean;
  /** Of a union: the words that it is made of, or that its objects are told apart by. */
  readonly words: readonly string[];
}

/** A program of these files, and of some more that are nowhere on the disk. */
export function programOf(files: readonly string[], imagined: ReadonlyMap<string, string>): ts.Program {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, version, ...rest) => {
    const code = imagined.get(name);
    return code === undefined ? getSourceFile(name, version, ...rest) : ts.createSourceFile(name, code, version);
  };
  return ts.createProgram([...files, ...imagined.keys()], options, host);
}

/** Whether it is the package's own. */
export function isOurs(node: ts.Node): boolean {
  return /(^|\/)src\//.test(node.getSourceFile().fileName) && !node.getSourceFile().fileName.includes('/node_modules/');
}

export function publicNames(program: ts.Program, entry: string): readonly PublicName[] {
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(entry);
  const module = file && checker.getSymbolAtLocation(file);
  const exports = module ? checker.getExportsOfModule(module) : [];
  return exports.flatMap((shown) => {
    const symbol = shown.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(shown) : shown;
    const members = membersOf(checker, symbol).flatMap((member) => namesOf(checker, member, `${shown.name}.${member.name}`, 'member'));
    return [...namesOf(checker, symbol, shown.name, 'export'), ...members];
  });
}

/** The name itself, and the parameters of what it calls. */
function namesOf(checker: ts.TypeChecker, symbol: ts.Symbol, path: string, kind: PublicName['kind']): PublicName[] {
  const type = checker.getNonNullableType(typeOf(checker, symbol));
  const signatures = type.getCallSignatures();
  const name: PublicName = {
    path,
    kind,
    says: saidOf(checker, symbol),
    declaration: declarationOf(symbol),
    isNumber: [type, ...signatures.map((signature) => returned(checker, signature))].some((told) => isNumber(checker, told)),
    isOptional: (symbol.flags & ts.SymbolFlags.Optional) !== 0,
    isLiteral: isLiteral(typeOf(checker, symbol)),
    words: symbol.flags & ts.SymbolFlags.TypeAlias ? wordsOf(checker, type) : [],
  };
  const parameters = signatures.flatMap((signature) => signature.parameters).filter((parameter) => isOurs(declarationOf(parameter)));
  return [name, ...parameters.flatMap((parameter) => parameterOf(checker, parameter, name))];
}

/** Options that are taken apart at once have a name for each, in their own interface. */
function parameterOf(checker: ts.TypeChecker, symbol: ts.Symbol, { path, says }: PublicName): PublicName[] {
  const declaration = declarationOf(symbol);
  if (!ts.isParameter(declaration) || !ts.isIdentifier(declaration.name)) return [];
  return [
    {
      path: `${path}(${symbol.name})`,
      kind: 'parameter',
      says: saidOf(checker, symbol) || says,
      declaration,
      isNumber: isNumber(checker, typeOf(checker, symbol)),
      isOptional: declaration.questionToken !== undefined || declaration.initializer !== undefined,
      isLiteral: false,
      words: [],
    },
  ];
}

/** What may be used from outside, inherited or not: of classes, interfaces, object types and each object of a union. */
function membersOf(checker: ts.TypeChecker, symbol: ts.Symbol): readonly ts.Symbol[] {
  if (!(symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias))) return [];
  const type = checker.getDeclaredTypeOfSymbol(symbol);
  const statics = symbol.flags & ts.SymbolFlags.Class ? checker.getTypeOfSymbol(symbol).getProperties() : [];
  const own = (type.isUnion() ? type.types : [type]).flatMap((each) => (each.flags & ts.TypeFlags.Object ? each.getProperties() : []));
  return [...new Set([...statics, ...own])].filter((member) => member.declarations?.[0] && isShown(declarationOf(member)));
}

function isShown(declaration: ts.Declaration): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Override;
  const named = ts.isPropertyDeclaration(declaration) || ts.isPropertySignature(declaration) || ts.isMethodDeclaration(declaration);
  if (!named && !ts.isMethodSignature(declaration) && !ts.isAccessor(declaration)) return false;
  return isOurs(declaration) && !ts.isPrivateIdentifier(declaration.name) && !(ts.getCombinedModifierFlags(declaration) & hidden);
}

function declarationOf(symbol: ts.Symbol): ts.Declaration {
  const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0];
  if (!declaration) throw new Error(`${symbol.name} is declared nowhere`);
  return declaration;
}

function typeOf(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Type {
  return symbol.flags & ts.SymbolFlags.Type ? checker.getDeclaredTypeOfSymbol(symbol) : checker.getTypeOfSymbol(symbol);
}

function saidOf(checker: ts.TypeChecker, symbol: ts.Symbol): string {
  const tags = symbol.getJsDocTags(checker).filter(({ name }) => name === 'returns' || name === 'default');
  const told = tags.map(({ name, text }) => `${name} ${ts.displayPartsToString(text)}`);
  return [ts.displayPartsToString(symbol.getDocumentationComment(checker)), ...told].join(' ').trim();
}

function returned(checker: ts.TypeChecker, signature: ts.Signature): ts.Type {
  const type = signature.getReturnType();
  return checker.getAwaitedType(type) ?? type;
}

function isNumber(checker: ts.TypeChecker, type: ts.Type): boolean {
  return (checker.getNonNullableType(type).flags & ts.TypeFlags.NumberLike) !== 0;
}

function isLiteral(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.StringLiteral | ts.TypeFlags.BooleanLiteral | ts.TypeFlags.Null)) !== 0;
}

function wordsOf(checker: ts.TypeChecker, type: ts.Type): readonly string[] {
  if (!type.isUnion()) return [];
  const tellingApart = checker.getPropertiesOfType(type).filter(({ name }) => tellsApart(checker, type, name));
  const told = [type, ...tellingApart.map((property) => checker.getTypeOfSymbol(property))].flatMap(partsOf);
  return told.flatMap((each) => (each.isStringLiteral() ? each.value : []));
}

/** Whether the objects of a union have literals of their own by this name. */
function tellsApart(checker: ts.TypeChecker, union: ts.UnionType, name: string): boolean {
  const told = union.types.flatMap((each) => {
    const property = each.getProperty(name);
    return property ? partsOf(checker.getTypeOfSymbol(property)) : [];
  });
  return told.every(isLiteral) && new Set(told).size === told.length;
}

function partsOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}
