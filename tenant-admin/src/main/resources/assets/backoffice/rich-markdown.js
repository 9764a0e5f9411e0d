/*
 * A lesson's Markdown as a document that can be edited, and back. What nobody touched comes out byte
 * for byte: every block remembers the lines that it was read from and what lay between it and the
 * one before. What was changed is written anew and read once more; only what reads the same is used.
 * What the document has no node for is a block of source, shown and kept as it is.
 */
import { Fragment, Mark, Schema } from 'asset:modules/prosemirror-model.js';
import { MarkdownSerializerState, defaultMarkdownSerializer } from 'asset:modules/prosemirror-markdown.js';
import MarkdownIt from 'asset:modules/markdown-it.js';

const origin = { origin: { default: null } };
const leads = (href) => /^(?:https?:|mailto:|[^:]*$)/i.test(href);

export const schema = new Schema({
  nodes: {
    /* What stands behind the last block. */
    doc: { content: 'block+', attrs: { tail: { default: '' } } },
    paragraph: { content: 'inline*', group: 'block flow', attrs: origin, parseDOM: [{ tag: 'p' }], toDOM: () => ['p', 0] },
    heading: {
      content: '(text | image)*', group: 'block flow', defining: true, attrs: { ...origin, level: { default: 2 } },
      parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level } })),
      toDOM: (node) => [`h${node.attrs.level}`, 0],
    },
    blockquote: { content: 'flow+', group: 'block flow', defining: true, attrs: origin, parseDOM: [{ tag: 'blockquote' }], toDOM: () => ['blockquote', 0] },
    div: {
      content: 'block+', group: 'block', defining: true,
      attrs: { ...origin, opening: { default: '::: callout' }, closing: { default: ':::' } },
      parseDOM: [{ tag: 'section[data-opening]', getAttrs: (dom) => ({ opening: dom.dataset.opening, closing: dom.dataset.closing }), contentElement: (dom) => dom.querySelector('[data-content]') ?? dom }],
      toDOM: ({ attrs }) => ['section', { 'data-opening': attrs.opening, 'data-closing': attrs.closing }, ['div', { 'data-content': '' }, 0]],
    },
    bullet_list: { content: 'list_item+', group: 'block flow', attrs: { ...origin, bullet: { default: '-' }, tight: { default: true } }, parseDOM: [{ tag: 'ul' }], toDOM: () => ['ul', 0] },
    ordered_list: {
      content: 'list_item+', group: 'block flow', attrs: { ...origin, order: { default: 1 }, dot: { default: '.' }, tight: { default: true } },
      parseDOM: [{ tag: 'ol', getAttrs: (dom) => ({ order: dom.hasAttribute('start') ? dom.start : 1 }) }],
      toDOM: ({ attrs }) => ['ol', attrs.order === 1 ? {} : { start: attrs.order }, 0],
    },
    list_item: { content: 'flow+', defining: true, attrs: origin, parseDOM: [{ tag: 'li' }], toDOM: () => ['li', 0] },
    code_block: {
      content: 'text*', marks: '', group: 'block flow', code: true, defining: true, attrs: { ...origin, params: { default: '' } },
      parseDOM: [{ tag: 'pre', preserveWhitespace: 'full', getAttrs: (dom) => ({ params: dom.dataset.params ?? '' }) }],
      toDOM: ({ attrs }) => ['pre', { 'data-params': attrs.params }, ['code', 0]],
    },
    source: {
      content: 'text*', marks: '', group: 'block', code: true, defining: true, isolating: true, attrs: origin,
      parseDOM: [{ tag: 'pre[data-source]', preserveWhitespace: 'full', priority: 60 }],
      toDOM: () => ['pre', { 'data-source': '' }, 0],
    },
    horizontal_rule: { group: 'block flow', attrs: origin, parseDOM: [{ tag: 'hr' }], toDOM: () => ['hr'] },
    text: { group: 'inline' },
    image: {
      inline: true, group: 'inline', draggable: true, attrs: { src: {}, alt: { default: '' }, title: { default: null } },
      parseDOM: [{
        tag: 'img[src]',
        getAttrs: (dom) => {
          const src = dom.dataset.src ?? dom.getAttribute('src');
          return /^(?:data|blob|file):/i.test(src) ? false : { src, alt: dom.getAttribute('alt') ?? '', title: dom.getAttribute('title') };
        },
      }],
      toDOM: ({ attrs }) => ['img', { 'data-src': attrs.src, src: leads(attrs.src) ? attrs.src : '', alt: attrs.alt, ...attrs.title ? { title: attrs.title } : {} }],
    },
    hard_break: { inline: true, group: 'inline', selectable: false, parseDOM: [{ tag: 'br' }], toDOM: () => ['br'], leafText: () => '\n' },
  },
  marks: {
    link: {
      attrs: { href: {}, title: { default: null } }, inclusive: false,
      parseDOM: [{ tag: 'a[href]', getAttrs: (dom) => (leads(dom.getAttribute('href')) ? { href: dom.getAttribute('href'), title: dom.getAttribute('title') } : false) }],
      toDOM: ({ attrs }) => ['a', { ...leads(attrs.href) ? { href: attrs.href } : {}, ...attrs.title ? { title: attrs.title } : {} }, 0],
    },
    em: { parseDOM: [{ tag: 'i' }, { tag: 'em' }, { tag: '[data-style*="italic"]', consuming: false }], toDOM: () => ['em', 0] },
    strong: {
      parseDOM: [{ tag: 'strong' }, { tag: 'b', getAttrs: (dom) => !/font-weight:\s*normal/.test(dom.dataset.style ?? '') && null }, { tag: '[data-style*="font-weight"]', consuming: false, getAttrs: (dom) => /font-weight:\s*(?:bold|[6-9]00)/.test(dom.dataset.style) && !/^h\d$/i.test(dom.tagName) && null }],
      toDOM: () => ['strong', 0],
    },
    strike: { parseDOM: [{ tag: 's' }, { tag: 'del' }], toDOM: () => ['s', 0] },
    /* A line that ends in the source and goes on here. */
    soft: { inclusive: false, toDOM: () => ['span', { class: 'rich-soft' }, 0] },
    code: { code: true, parseDOM: [{ tag: 'code' }], toDOM: () => ['code', 0] },
    /* Markup of ours in the middle of text: a footnote's mark, attributes, a tag. */
    raw: { inclusive: false, excludes: 'raw code', toDOM: () => ['span', { class: 'rich-raw' }, 0], parseDOM: [{ tag: 'span.rich-raw' }] },
  },
});

/* ------------------------------------------------------------------ reading */

const line = (state, at) => state.src.slice(state.bMarks[at] + state.tShift[at], state.eMarks[at]);
const within = (state, at) => state.sCount[at] - state.blkIndent < 4 && state.sCount[at] >= state.blkIndent;
const isBlank = (text) => /^[ \t]*$/.test(text);
const OPENING = /^:{3,}[ \t]*((?:[^\s{}]+)?[ \t]*(?:\{[^\n]*\})?)[ \t]*:*[ \t]*$/;
const CLOSING = /^:{3,}[ \t]*$/;
const opens = (text) => !CLOSING.test(text) && (OPENING.exec(text)?.[1] ?? '').replace(/:+$/, '').trim() !== '';

function opaque(state, from, to) {
  const token = state.push('opaque', '', 0);
  token.map = [from, to];
  state.line = to;
  return true;
}

/* The line that closes the div which opens here; the fences of code in it count for nothing. */
function closingOf(state, start, end) {
  let open = 1;
  let fence = '';
  for (let at = start + 1; at < end; at++) {
    const text = line(state, at);
    if (fence) {
      if (text.startsWith(fence) && text.trim().replaceAll(fence[0], '') === '') fence = '';
      continue;
    }
    if (!isBlank(text) && state.sCount[at] < state.blkIndent) return -1;
    const code = /^(`{3,})[^`]*$|^(~{3,})/.exec(text);
    if (code) fence = code[1] ?? code[2];
    else if (within(state, at) && CLOSING.test(text)) { if (--open === 0) return at; }
    else if (within(state, at) && opens(text)) open++;
  }
  return -1;
}

function div(state, start, end, silent) {
  if (!within(state, start)) return false;
  const text = line(state, start);
  const stray = CLOSING.test(text);
  if (!stray && !opens(text)) return false;
  if (silent) return true;
  if (stray) return opaque(state, start, start + 1);
  const close = closingOf(state, start, end);
  if (close < 0) return opaque(state, start, end);
  const before = state.parentType;
  const max = state.lineMax;
  state.parentType = 'div';
  state.lineMax = close;
  const token = state.push('div_open', 'div', 1);
  token.map = [start, close + 1];
  state.md.block.tokenize(state, start + 1, close);
  state.push('div_close', 'div', -1);
  state.parentType = before;
  state.lineMax = max;
  state.line = close + 1;
  return true;
}

function footnote(state, start, end, silent) {
  if (!within(state, start) || !/^\[\^[\w.-]{1,60}\]:/.test(line(state, start))) return false;
  if (silent) return true;
  let at = start + 1;
  let blank = false;
  for (let next = at; next < end; next++) {
    if (isBlank(line(state, next))) { blank = true; continue; }
    if (state.sCount[next] < 4 && (blank || /^(?:\[\^|#|>|`{3}|:{3}|[-*+] )/.test(line(state, next)))) break;
    blank = false;
    at = next + 1;
  }
  return opaque(state, start, at);
}

function frontMatter(state, start, end, silent) {
  if (start !== 0 || state.blkIndent > 0 || line(state, 0) !== '---' || !/^[\w"'-]+[ \t]*:/.test(end > 1 ? line(state, 1) : '')) return false;
  for (let at = 1; at < end; at++) {
    if (/^(?:---|\.\.\.)[ \t]*$/.test(line(state, at))) return silent || opaque(state, 0, at + 1);
  }
  return false;
}

const SPAN = /^\[[^\[\]\n]*\]\{[^{}\n]*\}/;
const NOTE = /^\[\^[\w.-]{1,60}\](?![(\[:])/;
const BRACES = /^\{(?:[#.:%][^{}\n]*|\{[^{}\n]*\})\}/;
const BEHIND = /^\{[^{}\n]{1,2000}\}/;
const MATHS = /^\$(?![\s$])(?:[^$\n\\]|\\.)*[^\s$\\]\$(?!\d)|^\$[^\s$\\]\$(?!\d)/;

function raw(state, silent) {
  const char = state.src[state.pos];
  if (char !== '[' && char !== '{' && char !== '$') return false;
  const rest = state.src.slice(state.pos, state.posMax);
  let found = null;
  if (char === '[') found = SPAN.exec(rest) ?? NOTE.exec(rest);
  else if (char === '$') found = MATHS.exec(rest);
  else found = BRACES.exec(rest) ?? (/[)\]`>}]/.test(state.src[state.pos - 1] ?? '') ? BEHIND.exec(rest) : null);
  if (!found) return false;
  if (!silent) state.push('raw', '', 0).content = found[0];
  state.pos += found[0].length;
  return true;
}

const reader = new MarkdownIt('default', { html: true, linkify: false, typographer: false });
reader.validateLink = () => true;
reader.normalizeLink = (link) => link;
reader.normalizeLinkText = (text) => text;
const INTERRUPTS = { alt: ['paragraph', 'reference', 'blockquote', 'list'] };
reader.block.ruler.before('table', 'front_matter', frontMatter);
reader.block.ruler.before('table', 'div', div, INTERRUPTS);
reader.block.ruler.before('reference', 'footnote', footnote);
reader.inline.ruler.before('link', 'raw', raw);
reader.inline.ruler.disable('linkify');

class Unknown extends Error {}

function tree(tokens) {
  const root = [];
  const open = [root];
  for (const token of tokens) {
    const made = { token, inside: [] };
    if (token.nesting >= 0) open.at(-1).push(made);
    if (token.nesting > 0) open.push(made.inside);
    if (token.nesting < 0) open.pop();
  }
  return root;
}

function inline(tokens) {
  const found = [];
  let marks = Mark.none;
  const text = (words, mark) => { if (words) found.push(schema.text(words, mark ? mark.addToSet(marks) : marks)); };
  tokens.forEach((token, i) => {
    switch (token.type) {
      case 'text': text(token.content); break;
      case 'softbreak': text(' ', schema.mark('soft')); break;
      case 'hardbreak': found.push(schema.node('hard_break', null, null, marks)); break;
      case 'code_inline':
        if (token.content === '') throw new Unknown('code');
        text(token.content, schema.mark('code'));
        break;
      case 'raw': case 'html_inline': text(token.content, schema.mark('raw')); break;
      case 'strong_open': marks = schema.mark('strong').addToSet(marks); break;
      case 'em_open': marks = schema.mark('em').addToSet(marks); break;
      case 's_open': marks = schema.mark('strike').addToSet(marks); break;
      case 'link_open':
        if (tokens[i + 1]?.type === 'link_close') throw new Unknown('a link without words');
        marks = schema.mark('link', { href: token.attrGet('href'), title: token.attrGet('title') }).addToSet(marks);
        break;
      case 'strong_close': marks = schema.marks.strong.removeFromSet(marks); break;
      case 'em_close': marks = schema.marks.em.removeFromSet(marks); break;
      case 's_close': marks = schema.marks.strike.removeFromSet(marks); break;
      case 'link_close': marks = schema.marks.link.removeFromSet(marks); break;
      case 'image':
        if (token.children.some((child) => child.type !== 'text')) throw new Unknown('marks in a picture');
        found.push(schema.node('image', { src: token.attrGet('src'), alt: token.children.map((child) => child.content).join(''), title: token.attrGet('title') }, null, marks));
        break;
      default: throw new Unknown(token.type);
    }
  });
  return Fragment.fromArray(found);
}

/* What markdown-it takes for a paragraph and the academy for something else. */
const FOREIGN = /^(?: {0,3}:[ \t]| {0,3}\+[-=:]|[ \t]*\$\$)/m;

function isTight(list) {
  return list.inside.every((item) => item.inside.every((kid) => kid.token.type !== 'paragraph_open' || kid.token.hidden));
}

function build({ token, inside }, id = null) {
  const blocks = () => (inside.length ? Fragment.fromArray(inside.map((kid) => build(kid))) : Fragment.empty);
  const words = () => inline(inside[0]?.token.children ?? []);
  const filled = (name, attrs, content) => {
    const node = schema.nodes[name].createAndFill({ ...attrs, origin: id }, content);
    if (!node) throw new Unknown(name);
    node.check();
    return node;
  };
  switch (token.type) {
    case 'paragraph_open':
      if (FOREIGN.test(inside[0].token.content)) throw new Unknown('paragraph');
      return filled('paragraph', {}, words());
    case 'heading_open': return filled('heading', { level: Number(token.tag.slice(1)) }, words());
    case 'blockquote_open': return filled('blockquote', {}, blocks());
    case 'bullet_list_open': return filled('bullet_list', { bullet: token.markup, tight: isTight({ inside }) }, blocks());
    case 'ordered_list_open': return filled('ordered_list', { order: Number(token.attrGet('start') ?? 1), dot: token.markup, tight: isTight({ inside }) }, blocks());
    case 'list_item_open': return filled('list_item', {}, blocks());
    case 'fence': case 'code_block': {
      const code = token.content.replace(/\n$/, '');
      return filled('code_block', { params: (token.info ?? '').trim() }, code ? schema.text(code) : null);
    }
    case 'hr': return filled('horizontal_rule', {});
    default: throw new Unknown(token.type);
  }
}

/* ------------------------------------------------------------------ writing one block anew */

const backticks = (text, least) => '`'.repeat(Math.max(least, ...[...text.matchAll(/`+/g)].map((run) => run[0].length + 1)));
const target = (href) => (href === '' || /[\s()<>]/.test(href) ? `<${href.replace(/[<>]/g, '\\$&')}>` : href);
const titled = (title) => (title ? ` "${title.replace(/"/g, '\\"')}"` : '');

const library = defaultMarkdownSerializer;
const nodes = {
  ...library.nodes,
  code_block(state, node) {
    const fence = backticks(node.textContent.match(/`{3,}/g)?.join(' ') ?? '', 3);
    state.write(`${fence}${node.attrs.params}\n`);
    if (node.childCount) { state.text(node.textContent, false); state.write('\n'); }
    state.write(fence);
    state.closeBlock(node);
  },
  horizontal_rule(state, node) { state.write('---'); state.closeBlock(node); },
  bullet_list(state, node) { state.renderList(node, '  ', () => `${node.attrs.bullet} `); },
  ordered_list(state, node) {
    const marker = (i) => `${node.attrs.order + i}${node.attrs.dot} `;
    state.renderList(node, ' '.repeat(marker(node.childCount - 1).length), marker);
  },
  source(state, node) { state.text(node.textContent, false); state.closeBlock(node); },
  div(state, node) {
    state.write(`${node.attrs.opening}\n\n`);
    state.renderContent(node);
    state.ensureNewLine();
    state.write(`\n${node.attrs.closing}`);
    state.closeBlock(node);
  },
  image(state, node) {
    const { src, alt, title } = node.attrs;
    state.write(`![${alt.replace(/[\\[\]`*_]/g, '\\$&')}](${target(src)}${titled(title)})`);
  },
  hard_break(state) { state.write('\\\n'); },
};
const marks = {
  em: { open: '*', close: '*', mixable: true, expelEnclosingWhitespace: true },
  strong: { open: '**', close: '**', mixable: true, expelEnclosingWhitespace: true },
  strike: { open: '~~', close: '~~', mixable: true, expelEnclosingWhitespace: true },
  link: {
    open(state, mark, parent, index) {
      const { href, title } = mark.attrs;
      const words = parent.child(index);
      state.bare = !title && /^[a-z][a-z0-9+.-]+:[^\s<>]*$/i.test(href) && words.isText && words.text === href && words.marks.length === 1 && (index === parent.childCount - 1 || !mark.isInSet(parent.child(index + 1).marks));
      return state.bare ? '<' : '[';
    },
    close(state, mark) {
      const bare = state.bare;
      state.bare = false;
      return bare ? '>' : `](${target(mark.attrs.href)}${titled(mark.attrs.title)})`;
    },
    mixable: true,
  },
  soft: { open: '', close: '' },
  code: {
    open: (state, mark, parent, index) => fenceOf(parent.child(index).text)[0],
    close: (state, mark, parent, index) => fenceOf(parent.child(index - 1).text)[1],
    escape: false,
  },
  raw: { open: '', close: '', escape: false },
};

function fenceOf(code) {
  const runs = new Set([...code.matchAll(/`+/g)].map((run) => run[0].length));
  let length = 1;
  while (runs.has(length)) length++;
  const ticks = '`'.repeat(length);
  const room = /^`|`$|^ [^]*[^ ][^]* $/.test(code) ? ' ' : '';
  return [ticks + room, room + ticks];
}

/* How much of the words is escaped: nothing, what the library thinks of, every sign. */
const PLAIN = 0;
const CAREFUL = 1;
const STRICT = 2;

class Writer extends MarkdownSerializerState {
  constructor(care) {
    super(nodes, marks, { tightLists: true, hardBreakNodeName: 'hard_break' });
    this.care = care;
    this.bare = false;
  }

  esc(words, startOfLine) {
    if (this.care === PLAIN || this.bare) return words;
    return this.care === CAREFUL ? super.esc(words, startOfLine).replace(/<(?=[a-z/!?])|&(?=#?\w+;)|\{(?=[#.:%{])|\$(?=\S)/gi, '\\$&') : words.replace(/[!-/:-@[-`{-~]/g, '\\$&');
  }
}

function written(node, care) {
  const writer = new Writer(care);
  writer.render(node, schema.node('doc', null, [node]), 0);
  return writer.out;
}

/*
 * Spaces at the edges of a line mean nothing in Markdown, or something else. With breaks, what goes
 * on in a new line does so.
 */
function tidy(node, breaks) {
  if (!node.isTextblock) return node.isLeaf ? node : node.copy(Fragment.fromArray(node.children.map((child) => tidy(child, breaks))));
  if (node.type.spec.code) return node;
  const soft = (child) => child && schema.marks.soft.isInSet(child.marks);
  const edge = (child) => !child || soft(child) || child.type.name === 'hard_break';
  let parts = node.children.slice();
  while (parts.length && edge(parts.at(-1))) parts.pop();
  while (parts.length && edge(parts[0])) parts.shift();
  parts = parts.flatMap((child, i) => {
    if (!child.isText || soft(child) || child.marks.some((mark) => ['code', 'raw'].includes(mark.type.name))) return [child];
    let words = child.text;
    if (edge(parts[i - 1])) words = words.replace(/^[ \t\n]+/, '');
    if (edge(parts[i + 1])) words = words.replace(/[ \t\n]+$/, '');
    return words ? [child.type.schema.text(words, child.marks)] : [];
  });
  if (breaks) {
    const next = node.type.name === 'heading' ? ' ' : '\n';
    parts = parts.map((child) => (soft(child) ? schema.text(next, schema.marks.soft.removeFromSet(child.marks)) : child));
  }
  return node.copy(Fragment.fromArray(parts));
}

function same(a, b) {
  if (a === b) return true;
  if (a.type !== b.type || a.text !== b.text || a.childCount !== b.childCount || !Mark.sameSet(a.marks, b.marks)) return false;
  for (const name of Object.keys(a.attrs)) if (name !== 'origin' && a.attrs[name] !== b.attrs[name]) return false;
  return a.children.every((child, i) => same(child, b.child(i)));
}

const lists = new Set(['bullet_list', 'ordered_list']);

/* One point as a list of its own. */
function alone(list, item, at) {
  const attrs = { ...list.attrs, origin: null, tight: list.attrs.tight || item.childCount === 1 };
  if ('order' in attrs) attrs.order += at;
  return list.type.create(attrs, item);
}

/* ------------------------------------------------------------------ a lesson */

/** The blocks of one editor and what they were read from. */
export class Lesson {
  #origins = [];
  #references = {};
  #texts = new WeakMap();
  #gaps = new WeakMap();

  #parse(text) {
    return tree(reader.parse(text, { references: { ...this.#references } }));
  }

  /* Reads a text that is one block; undefined if it is none, or another one. */
  #again(text) {
    try {
      const found = this.#parse(text);
      return found.length === 1 ? build(found[0]) : undefined;
    } catch (failure) {
      if (failure instanceof Unknown || failure instanceof RangeError) return undefined;
      throw failure;
    }
  }

  #reads(text, node) {
    if (node.type.name === 'div') return true;
    const again = this.#again(text);
    return again !== undefined && same(tidy(again), tidy(node));
  }

  /* The Markdown of a block, and whether it reads as that block. */
  #fresh(node) {
    const broken = tidy(node, true);
    const texts = [PLAIN, CAREFUL, STRICT].map((care) => written(broken, care));
    const text = texts.find((words) => this.#reads(words, node));
    if (text !== undefined) return { text, sure: true };
    /* Markup of ours that was typed into, or spaces inside of marks: the same words will do. */
    const words = (some) => tidy(some).textContent.replace(/\s+/g, ' ').trim();
    const near = texts.find((some) => { const again = this.#again(some); return again?.type === node.type && words(again) === words(node); });
    return { text: near ?? texts[CAREFUL], sure: false };
  }

  #remember(facts, make) {
    const id = this.#origins.length;
    this.#origins.push(facts);
    facts.node = make(id);
    return facts.node;
  }

  #originOf(node) {
    return node.attrs.origin === null || node.attrs.origin === undefined ? undefined : this.#origins[node.attrs.origin];
  }

  /* Cuts lines into blocks, each with what lies between it and the one before. */
  #blocks(found, lines, from, to) {
    const made = [];
    let end = from;
    let previous = null;
    const between = (start) => (previous === null
      ? lines.slice(end, start).map((text) => `${text}\n`).join('')
      : `\n${lines.slice(end, start).map((text) => `${text}\n`).join('')}`);
    const add = (start, stop, make) => {
      const facts = { source: lines.slice(start, stop).join('\n'), gap: between(start), previous };
      const node = this.#remember(facts, (id) => make(id, facts));
      made.push(node);
      previous = node.attrs.origin;
      end = stop;
    };
    const source = (start, stop) => add(start, stop, (id, facts) => schema.node('source', { origin: id }, facts.source ? schema.text(facts.source) : null));
    /* Definitions of links have no token. */
    const uncovered = (stop) => {
      let start = end;
      while (start < stop && isBlank(lines[start])) start++;
      let last = stop;
      while (last > start && isBlank(lines[last - 1])) last--;
      if (start < last) source(start, last);
    };
    for (const kid of found) {
      const [start, stop] = kid.token.map;
      let last = Math.min(stop, to);
      while (last > start + 1 && isBlank(lines[last - 1])) last--;
      if (start < end || last <= start) continue;
      uncovered(start);
      try {
        if (kid.token.type === 'div_open') {
          add(start, last, (id, facts) => this.#div(kid, lines, start, last, id, facts));
        } else {
          const node = build(kid);
          if (!this.#fresh(node).sure) throw new Unknown('not the same again');
          add(start, last, (id) => (lists.has(node.type.name) ? this.#list(kid, node, lines, last, id) : build(kid, id)));
        }
      } catch (failure) {
        if (!(failure instanceof Unknown || failure instanceof RangeError)) throw failure;
        source(start, last);
      }
    }
    uncovered(to);
    return { blocks: made, end, gap: (stop) => lines.slice(end, stop) };
  }

  #div(kid, lines, start, last, id, facts) {
    const inner = this.#blocks(kid.inside, lines, start + 1, last - 1);
    facts.lead = `\n${inner.blocks.length ? this.#originOf(inner.blocks[0]).gap : ''}`;
    facts.tail = inner.blocks.length
      ? `\n${inner.gap(last - 1).map((text) => `${text}\n`).join('')}`
      : lines.slice(start + 1, last - 1).map((text) => `${text}\n`).join('');
    const content = inner.blocks.length ? inner.blocks : [schema.node('paragraph')];
    return schema.node('div', { origin: id, opening: lines[start], closing: lines[last - 1] }, content);
  }

  /* The points of a list are remembered one by one, so that the others stay as they are. */
  #list(kid, node, lines, last, id) {
    let previous = null;
    let end = 0;
    const items = kid.inside.map((item, i) => {
      const start = item.token.map[0];
      const next = kid.inside[i + 1]?.token.map[0] ?? last;
      let stop = next;
      while (stop > start + 1 && isBlank(lines[stop - 1])) stop--;
      const facts = { source: lines.slice(start, stop).join('\n'), gap: previous === null ? '' : `\n${lines.slice(end, start).map((text) => `${text}\n`).join('')}`, previous };
      const made = this.#remember(facts, (own) => schema.node('list_item', { origin: own }, node.child(i).content));
      previous = made.attrs.origin;
      end = stop;
      return made;
    });
    return schema.node(node.type, { ...node.attrs, origin: id }, items);
  }

  /** Reads Markdown into blocks. */
  blocks(markdown) {
    if (markdown === '') return { blocks: [schema.node('paragraph')], tail: '' };
    const lines = markdown.split('\n');
    let cut;
    if (!markdown.includes('\r')) {
      const env = { references: {} };
      const tokens = reader.parse(markdown, env);
      Object.assign(this.#references, env.references);
      const made = this.#blocks(tree(tokens), lines, 0, lines.length);
      const tail = made.blocks.length ? lines.slice(made.end).map((text) => `\n${text}`).join('') : markdown;
      cut = { blocks: made.blocks, tail };
    }
    if (!cut || this.#assemble(cut.blocks) + cut.tail !== markdown) {
      const whole = this.#remember({ source: markdown, gap: '', previous: null }, (id) => schema.node('source', { origin: id }, schema.text(markdown)));
      cut = { blocks: [whole], tail: '' };
    }
    return cut.blocks.length ? cut : { blocks: [schema.node('paragraph')], tail: cut.tail };
  }

  /** Reads Markdown as the whole lesson. */
  read(markdown) {
    const { blocks, tail } = this.blocks(markdown);
    return schema.node('doc', { tail }, blocks);
  }

  /** Writes the lesson. */
  write(doc) {
    return this.#assemble(doc.children) + doc.attrs.tail;
  }

  /** Writes some blocks, without what stood behind them. */
  some(blocks) {
    return this.#assemble(blocks);
  }

  #assemble(children, lead = true) {
    const shown = children.filter((node) => !(node.type.name === 'paragraph' && tidy(node).childCount === 0));
    let text = '';
    shown.forEach((node, i) => {
      if (i > 0) text += this.#between(shown[i - 1], node);
      else if (lead && this.#originOf(node)?.previous === null) text += this.#originOf(node).gap;
      text += this.#text(node);
    });
    return text;
  }

  #isUntouched(node) {
    return this.#originOf(node)?.node.eq(node) ?? false;
  }

  #between(before, after) {
    const known = this.#gaps.get(before)?.get(after);
    if (known !== undefined) return known;
    const facts = this.#originOf(after);
    const adjacent = facts !== undefined && facts.previous !== null && facts.previous === before.attrs.origin;
    let gap = adjacent ? facts.gap : '\n\n';
    if (!adjacent || !this.#isUntouched(before) || !this.#isUntouched(after)) {
      const [a, b] = [this.#text(before), this.#text(after)];
      gap = [gap, '\n\n', '\n\n<!-- -->\n\n'].find((some) => this.#apart(a, some, b)) ?? '\n\n';
    }
    if (!this.#gaps.has(before)) this.#gaps.set(before, new WeakMap());
    this.#gaps.get(before).set(after, gap);
    return gap;
  }

  /* Whether two texts are still two when they stand one behind the other. */
  #apart(a, gap, b) {
    const begins = (a + gap).split('\n').length - 1;
    return this.#parse(a + gap + b).every(({ token: { map: [start, stop] } }) => start >= begins || stop <= begins);
  }

  #text(node) {
    let text = this.#texts.get(node);
    if (text === undefined) {
      text = this.#isUntouched(node) ? this.#originOf(node).source : this.#changed(node);
      this.#texts.set(node, text);
    }
    return text;
  }

  #changed(node) {
    const facts = this.#originOf(node);
    if (node.type.name === 'source') return node.textContent;
    if (node.type.name === 'div') {
      const inside = this.#assemble(node.children, false);
      if (inside === '') return `${node.attrs.opening}\n\n${node.attrs.closing}`;
      return node.attrs.opening + (facts?.lead ?? '\n\n') + inside + (facts?.tail ?? '\n\n').replace(/^$/, '\n') + node.attrs.closing;
    }
    if (lists.has(node.type.name) && node.children.some((item) => item.attrs.origin !== null)) {
      const text = this.#items(node);
      if (this.#reads(text, node)) return text;
    }
    return this.#fresh(node).text;
  }

  #items(list) {
    let text = '';
    list.forEach((item, offset, i) => {
      const facts = this.#originOf(item);
      if (i > 0) text += facts && facts.previous !== null && facts.previous === list.child(i - 1).attrs.origin ? facts.gap : list.attrs.tight ? '\n' : '\n\n';
      text += this.#isUntouched(item) ? facts.source : this.#fresh(alone(list, item, i)).text;
    });
    return text;
  }
}
