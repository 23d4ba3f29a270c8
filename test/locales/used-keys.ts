import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

/** One place in the code that asks for a text. */
export interface TextUse {
  /** The key; `*` stands for a part known only at run time (`state.*`). */
  pattern: string;
  /** Asked for without markup: `t.plain(...)`. */
  plain: boolean;
  /** "bot/refuse.ts:14". */
  place: string;
}

export interface TextUses {
  uses: TextUse[];
  /** Every string the code spells out: keys also stand in tables and arguments. */
  literals: Set<string>;
}

const ANY = '*';

/** What the TypeScript files under `folders` of `root` ask for; a folder not there is skipped. */
export function textUses(root: string, folders: readonly string[]): TextUses {
  const found: TextUses = { uses: [], literals: new Set() };
  for (const folder of folders) {
    const path = join(root, folder);
    if (!existsSync(path)) continue;
    for (const name of readdirSync(path, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts')) continue;
      const file = join(path, name);
      collect(relative(root, file), readFileSync(file, 'utf8'), found);
    }
  }
  return found;
}

function collect(file: string, code: string, found: TextUses): void {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.ES2023, true);
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.literals.add(node.text);
    if (ts.isCallExpression(node)) {
      const asked = askedFor(node.expression);
      const key = node.arguments[0];
      if (asked && key) {
        const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
        for (const pattern of readings(key)) {
          found.uses.push({ pattern, plain: asked === 'plain', place: `${file}:${line}` });
        }
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}

/** `t(...)`, `ctx.t(...)` and `translator(...)(...)` ask for markup, `.plain(...)` on them does not. */
function askedFor(callee: ts.Expression): 'markup' | 'plain' | null {
  if (isTranslate(callee)) return 'markup';
  const plain = ts.isPropertyAccessExpression(callee) && callee.name.text === 'plain';
  return plain && isTranslate(callee.expression) ? 'plain' : null;
}

function isTranslate(node: ts.Expression): boolean {
  if (ts.isIdentifier(node)) return node.text === 't';
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 't';
  return (
    ts.isCallExpression(node) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'translator'
  );
}

/** Every key an expression can stand for, as far as its file tells. */
function readings(node: ts.Expression): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node)
  ) {
    return readings(node.expression);
  }
  if (ts.isConditionalExpression(node)) {
    return [...readings(node.whenTrue), ...readings(node.whenFalse)];
  }
  if (ts.isTemplateExpression(node)) {
    return node.templateSpans.reduce(
      (heads, span) =>
        heads.flatMap((head) =>
          readings(span.expression).map((part) => head + part + span.literal.text),
        ),
      [node.head.text],
    );
  }
  const value = ts.isIdentifier(node) ? constantNamed(node) : null;
  return value ? readings(value) : [ANY];
}

/** What the nearest `const` of that name holds; null for parameters, `let` and imports. */
function constantNamed(name: ts.Identifier): ts.Expression | null {
  let scope: ts.Node = name;
  while (scope.parent) {
    scope = scope.parent;
    if (ts.isFunctionLike(scope) && scope.parameters.some((one) => binds(one.name, name))) {
      return null;
    }
    if (!ts.isBlock(scope) && !ts.isSourceFile(scope)) continue;
    for (const statement of scope.statements) {
      if (!ts.isVariableStatement(statement)) continue;
      const list = statement.declarationList;
      const declared = list.declarations.find((one) => binds(one.name, name));
      if (!declared) continue;
      const constant = (list.flags & ts.NodeFlags.Const) !== 0 && ts.isIdentifier(declared.name);
      return constant ? (declared.initializer ?? null) : null;
    }
  }
  return null;
}

function binds(binding: ts.BindingName, name: ts.Identifier): boolean {
  if (ts.isIdentifier(binding)) return binding.text === name.text;
  return binding.elements.some((one) => ts.isBindingElement(one) && binds(one.name, name));
}
