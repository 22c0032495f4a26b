import ts from 'typescript';

/** One import of a source file, in whichever form it is written. */
export interface Import {
  /** As written; undefined where a dynamic import computes it. */
  readonly specifier: string | undefined;
  /** Line in the file, from 1. */
  readonly line: number;
  /** Whether it vanishes when types are stripped. */
  readonly isTypeOnly: boolean;
}

/** All imports of a TypeScript text: static, type-only, dynamic, inside types, and re-exports. */
export function importsOf(text: string): Import[] {
  const file = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const note = (node: ts.Node, specifier: ts.Node | undefined, isTypeOnly: boolean): void => {
    found.push({
      specifier: specifier !== undefined && ts.isStringLiteralLike(specifier) ? specifier.text : undefined,
      line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1,
      isTypeOnly,
    });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) note(node, node.moduleSpecifier, isTypeImport(node));
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) note(node, node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node)) note(node, (node.argument as ts.LiteralTypeNode).literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      note(node, node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Whether a file does nothing but hand on what others export. */
export function isBarrel(text: string): boolean {
  const { statements } = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true);
  return statements.length > 0 && statements.every((one) => ts.isExportDeclaration(one) && one.moduleSpecifier);
}

function isTypeImport({ importClause }: ts.ImportDeclaration): boolean {
  if (importClause === undefined) return false;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const bindings = importClause.namedBindings;
  if (importClause.name !== undefined || bindings === undefined || !ts.isNamedImports(bindings)) return false;
  return bindings.elements.length > 0 && bindings.elements.every((element) => element.isTypeOnly);
}
