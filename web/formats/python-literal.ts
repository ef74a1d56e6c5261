import {ContentError} from './content-error.ts';

/**
 * Python's literals, which the headers of .npy files are, as `ast.literal_eval` reads them: strings of
 * all quotes, prefixes and escapes, whole numbers, True, False, None, tuples, lists, dictionaries. Of
 * other numbers, bytes and sets it is known that they are there (`other`), not what they are. Names of
 * characters, \N{...}, are not known.
 */

/** `int` is rounded beyond 2^53. */
type Value =
  | {kind: 'str'; value: string}
  | {kind: 'int'; value: number}
  | {kind: 'bool'; value: boolean}
  | {kind: 'tuple' | 'list'; value: Literal[]}
  | {kind: 'dict'; value: [Literal, Literal][]}
  | {kind: 'None' | 'other'; value: null};

/** A value with its text, as it is written. */
export type Literal = Value & {text: string};

const space = /(?:[ \t\f\n]|\\\n|#.*)*/y;
const name = /(?:True|False|None)(?!\w)/y;
const number = /([\d.][\w.]*)/y;
/** An L after a number, which Python 2 wrote, is no part of it; NumPy passes over it. */
const python2Number = /([\d.][\w.]*?)(?:(?:[ \t\f]|\\\n)*L(?!\w))*(?![\w.])/y;
const whole = /^(?:0x(?:_?[\da-f])+|0o(?:_?[0-7])+|0b(?:_?[01])+|[1-9](?:_?\d)*|0(?:_?0)*)$/i;
const string =
  /(u|r?b?|br)(?:("""|''')((?:\\[^]|(?!\2)[^\\])*)\2|(["'])((?:\\[^]|(?!\4)[^\\\n])*)\4)/iy;
const escape = /\\(?:([0-7]{1,3})|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U(00[\da-fA-F]{6})|([^]))/g;
const escapes: Record<string, string> = {
  ...{a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\n': ''},
  ...{'\\': '\\', "'": "'", '"': '"'},
};

/** Brackets within brackets, at most: CPython's bound. */
const deepest = 200;

/**
 * @param options python2: 300L is read, too
 * @throws ContentError saying, after the name of a file, from where on its header is none
 */
export function parseLiteral(source: string, options: {python2: boolean}): Literal {
  return new Reader(source.replace(/\r\n?/g, '\n'), options).all();
}

class Reader {
  #text;
  #python2;
  #at = 0;
  #depth = 0;

  constructor(text: string, {python2}: {python2: boolean}) {
    this.#text = text;
    this.#python2 = python2;
  }

  /** The whole text, which has to be one literal that is not indented. */
  all() {
    this.#take(/[ \t]*/y);
    const [before] = this.#take(space) ?? [''];
    if (/\n[ \t]+$/.test(before)) this.#fail();
    const literal = this.#literal();
    const [after] = this.#take(space) ?? [''];
    const isOpen = !this.#python2 && /\n[ \t\f]+$/.test(after); // an indent with nothing behind it
    if (isOpen || this.#at < this.#text.length || this.#text.includes('\0')) this.#fail();
    return literal;
  }

  #literal(): Literal {
    this.#take(space);
    const begin = this.#at;
    const literal: Value =
      this.#parentheses() ?? this.#list() ?? this.#braces() ?? this.#strings() ?? this.#constant();
    return {...literal, text: this.#text.slice(begin, this.#at).trimEnd()};
  }

  #parentheses() {
    const found = this.#items('(', ')', () => this.#literal());
    if (!found) return null;
    const {items, commas} = found;
    if (items.length === 1 && commas === 0) return items[0];
    return {kind: 'tuple' as const, value: items};
  }

  #list() {
    const found = this.#items('[', ']', () => this.#literal());
    return found && {kind: 'list' as const, value: found.items};
  }

  /** A dictionary, or a set. */
  #braces() {
    const found = this.#items('{', '}', () => {
      const key = this.#literal();
      return this.#takes(':') ? [key, this.#literal()] : [key];
    });
    if (!found) return null;
    const pairs = found.items.filter(item => item.length === 2) as [Literal, Literal][];
    if (pairs.length === found.items.length) {
      return {kind: 'dict' as const, value: pairs};
    }
    if (pairs.length > 0) this.#fail();
    return other;
  }

  /** What stands between brackets; null where there are none. */
  #items<Item>(open: string, close: string, item: () => Item) {
    if (!this.#takes(open)) return null;
    if (++this.#depth > deepest) this.#fail();
    const items: Item[] = [];
    let commas = 0;
    while (!this.#takes(close)) {
      if (items.length > commas) this.#fail();
      items.push(item());
      if (this.#takes(',')) commas++;
    }
    this.#depth--;
    return {items, commas};
  }

  /** A string, or several side by side, which are one; null where there is none. */
  #strings() {
    const parts: string[] = [];
    let bytes = 0;
    for (let match = this.#take(string); match; match = this.#take(string)) {
      const [, prefix, , long, , short] = match;
      const body = long ?? short;
      if (/b/i.test(prefix)) bytes++;
      parts.push(/r/i.test(prefix) ? body : this.#unescaped(body));
      this.#take(space);
    }
    if (parts.length === 0) return null;
    if (bytes === parts.length) return other;
    if (bytes > 0) this.#fail();
    return {kind: 'str' as const, value: parts.join('')};
  }

  #unescaped(body: string) {
    return body.replace(escape, (all, octal, x, u, U, mark) => {
      if (octal) return String.fromCharCode(parseInt(octal, 8));
      const code = parseInt(x ?? u ?? U, 16);
      if (code > 0x10ffff) this.#fail();
      if (code >= 0) return String.fromCodePoint(code);
      if ('xuUN'.includes(mark)) this.#fail(); // no digits, or the name of a character
      return escapes[mark] ?? all;
    });
  }

  #constant(): Value {
    const named = this.#take(name)?.[0];
    if (named === 'None') return {kind: 'None', value: null};
    if (named) return {kind: 'bool', value: named === 'True'};
    if (this.#takes('-')) return this.#signed(-1);
    return this.#takes('+') ? this.#signed(1) : this.#number(1);
  }

  /** A number behind its sign, perhaps in parentheses. */
  #signed(sign: 1 | -1): Value {
    const [number] = this.#items('(', ')', () => this.#signed(sign))?.items ?? [];
    return number ?? this.#number(sign);
  }

  #number(sign: 1 | -1): Value {
    const found = this.#take(this.#python2 ? python2Number : number);
    if (!found) this.#fail();
    const [, digits] = found;
    if (!whole.test(digits)) return other;
    return {kind: 'int', value: sign * Number(digits.replaceAll('_', ''))};
  }

  /** Whether the next character, white space passed over, is this one. */
  #takes(mark: string) {
    this.#take(space);
    if (this.#text[this.#at] !== mark) return false;
    this.#at++;
    return true;
  }

  #take(token: RegExp): RegExpExecArray | null {
    token.lastIndex = this.#at;
    const match = token.exec(this.#text);
    if (match) this.#at = token.lastIndex;
    return match;
  }

  #fail(): never {
    const rest = oneLine(this.#text.slice(this.#at, this.#at + 40));
    throw new ContentError(
      `has an .npy header that cannot be read from its character ${this.#at + 1} on: “${rest}”`,
    );
  }
}

const other: Value = {kind: 'other', value: null};

/** Some text of a file as one short line. */
export function oneLine(text: string) {
  return text.slice(0, 80).replace(/[\p{C}\s]+/gu, ' ');
}
