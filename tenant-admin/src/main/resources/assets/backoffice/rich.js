/*
 * The lesson as it will look, to be written in. It holds no text of its own: every change is written
 * to the Markdown of the form at once, and what changes there is read again.
 */
import { EditorState, NodeSelection, Plugin, PluginKey, Selection, TextSelection } from 'asset:modules/prosemirror-state.js';
import { Decoration, DecorationSet, EditorView } from 'asset:modules/prosemirror-view.js';
import { Fragment, Slice } from 'asset:modules/prosemirror-model.js';
import { baseKeymap, chainCommands, exitCode, lift, setBlockType, toggleMark } from 'asset:modules/prosemirror-commands.js';
import { dropCursor } from 'asset:modules/prosemirror-dropcursor.js';
import { gapCursor } from 'asset:modules/prosemirror-gapcursor.js';
import { closeHistory, history, redo, undo } from 'asset:modules/prosemirror-history.js';
import { InputRule, inputRules, textblockTypeInputRule, undoInputRule, wrappingInputRule } from 'asset:modules/prosemirror-inputrules.js';
import { keymap } from 'asset:modules/prosemirror-keymap.js';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'asset:modules/prosemirror-schema-list.js';
import { findWrapping, liftTarget } from 'asset:modules/prosemirror-transform.js';
import { Lesson, schema } from 'asset:backoffice/rich-markdown.js';

export { Lesson, schema };

const { nodes, marks } = schema;

function element(name, attributes = {}, ...inside) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...inside);
  return made;
}

/* ------------------------------------------------------------------ what can be done */

function ancestor($pos, ...types) {
  for (let depth = $pos.depth; depth > 0; depth--) {
    if (types.includes($pos.node(depth).type)) return { node: $pos.node(depth), pos: $pos.before(depth), depth };
  }
  return undefined;
}

function isMarked(state, type) {
  const { from, to, $from, empty } = state.selection;
  return empty ? Boolean(type.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, type);
}

/* An empty paragraph gives way; behind anything else the block stands on its own. */
function insertBlock(make) {
  return (state, dispatch) => {
    const { $from } = state.selection;
    const node = make();
    let depth = $from.depth;
    const empty = $from.parent.type === nodes.paragraph && $from.parent.content.size === 0;
    if (empty && $from.node(-1).canReplaceWith($from.index(-1), $from.indexAfter(-1), node.type)) {
      const at = $from.before();
      if (dispatch) dispatch(into(state.tr.replaceWith(at, $from.after(), goingOn($from.node(-1).maybeChild($from.indexAfter(-1)), node)), at));
      return true;
    }
    while (depth > 0 && !$from.node(depth - 1).canReplaceWith($from.indexAfter(depth - 1), $from.indexAfter(depth - 1), node.type)) depth--;
    if (depth === 0 && $from.depth > 0) return false;
    const at = $from.depth === 0 ? $from.pos : $from.after(depth);
    if (dispatch) dispatch(into(state.tr.insert(at, goingOn(state.doc.resolve(at).nodeAfter, node)), at));
    return true;
  };
}

/* Behind what holds no text there is a paragraph to write on in. */
function goingOn(next, node) {
  return node.isLeaf && next?.type !== nodes.paragraph ? [node, nodes.paragraph.create()] : node;
}

function into(tr, at) {
  const node = tr.doc.nodeAt(at);
  const within = node && !node.isLeaf;
  return tr.setSelection(Selection.near(tr.doc.resolve(within ? at + 1 : at + (node?.nodeSize ?? 0)), 1)).scrollIntoView();
}

/* A kind of list is put on, taken off, or put in place of the other one. */
function toggleList(type) {
  return (state, dispatch) => {
    const list = ancestor(state.selection.$from, nodes.bullet_list, nodes.ordered_list);
    if (!list) return wrapInList(type)(state, dispatch);
    if (list.node.type === type) return liftListItem(nodes.list_item)(state, dispatch);
    if (dispatch) dispatch(state.tr.setNodeMarkup(list.pos, type, { tight: list.node.attrs.tight }));
    return true;
  };
}

function toggleAround(type, range) {
  return (state, dispatch) => {
    const around = ancestor(state.selection.$from, type);
    const { $from, $to } = state.selection;
    if (around) {
      const inside = $from.blockRange($to, (node) => node.type === type);
      const depth = inside && liftTarget(inside);
      if (depth === null || depth === undefined || depth === false) return false;
      if (dispatch) dispatch(state.tr.lift(inside, depth).scrollIntoView());
      return true;
    }
    const inside = $from.blockRange($to, range);
    const wrapping = inside && findWrapping(inside, type);
    if (!wrapping) return false;
    if (dispatch) dispatch(state.tr.wrap(inside, wrapping).scrollIntoView());
    return true;
  };
}

const holdsBlocks = (node) => node.type === nodes.doc || node.type === nodes.div;
const paragraph = (...inside) => nodes.paragraph.create(null, inside);
const challenge = () => nodes.div.create({ opening: '::: challenge' }, [paragraph(), nodes.div.create({ opening: '::: solution' }, paragraph())]);

function heading(level) {
  return (state, dispatch) => setBlockType(nodes.heading, { level })(state, dispatch) || setBlockType(nodes.paragraph)(state, dispatch);
}

const commands = {
  paragraph: setBlockType(nodes.paragraph),
  heading2: heading(2),
  heading3: heading(3),
  heading4: heading(4),
  bold: toggleMark(marks.strong),
  italic: toggleMark(marks.em),
  code: toggleMark(marks.code),
  list: toggleList(nodes.bullet_list),
  numbered: toggleList(nodes.ordered_list),
  quote: toggleAround(nodes.blockquote),
  codeblock: (state, dispatch) => (state.selection.$from.parent.type === nodes.code_block ? setBlockType(nodes.paragraph) : setBlockType(nodes.code_block))(state, dispatch),
  callout: toggleAround(nodes.div, holdsBlocks),
  challenge: insertBlock(challenge),
  divider: insertBlock(() => nodes.horizontal_rule.create()),
  undo,
  redo,
};

/* What the buttons show as pressed. */
function active(state) {
  const { $from } = state.selection;
  return {
    bold: isMarked(state, marks.strong),
    italic: isMarked(state, marks.em),
    code: isMarked(state, marks.code),
    link: isMarked(state, marks.link),
    list: ancestor($from, nodes.bullet_list, nodes.ordered_list)?.node.type === nodes.bullet_list,
    numbered: ancestor($from, nodes.bullet_list, nodes.ordered_list)?.node.type === nodes.ordered_list,
    quote: Boolean(ancestor($from, nodes.blockquote)),
    codeblock: $from.parent.type === nodes.code_block,
    callout: Boolean(ancestor($from, nodes.div)),
  };
}

/* ------------------------------------------------------------------ while one types */

function markRule(pattern, type) {
  return new InputRule(pattern, (state, match, start, end) => {
    const [, before, words] = match;
    const from = start + before.length;
    if (state.doc.rangeHasMark(from, end, marks.code) || !state.doc.resolve(from).parent.type.allowsMarkType(type)) return null;
    const { tr } = state;
    const open = match[0].slice(before.length).indexOf(words);
    if (end > from + open + words.length) tr.delete(from + open + words.length, end);
    tr.delete(from, from + open);
    tr.addMark(from, from + words.length, type.create());
    return tr.removeStoredMark(type);
  });
}

const rules = inputRules({
  rules: [
    textblockTypeInputRule(/^(#{1,6})\s$/, nodes.heading, (match) => ({ level: match[1].length })),
    wrappingInputRule(/^\s*([-+*])\s$/, nodes.bullet_list, (match) => ({ bullet: match[1] })),
    wrappingInputRule(/^(\d{1,9})([.)])\s$/, nodes.ordered_list, (match) => ({ order: Number(match[1]), dot: match[2] }), (match, node) => node.childCount + node.attrs.order === Number(match[1])),
    wrappingInputRule(/^\s*>\s$/, nodes.blockquote),
    textblockTypeInputRule(/^```([\w+#.-]*)\s$/, nodes.code_block, (match) => ({ params: match[1] })),
    new InputRule(/^---$/, (state, match, start, end) => {
      const $start = state.doc.resolve(start);
      if ($start.parent.type !== nodes.paragraph || $start.parentOffset > 0 || !$start.node(-1).canReplaceWith($start.index(-1), $start.indexAfter(-1), nodes.horizontal_rule)) return null;
      const at = $start.before();
      const tr = state.tr.delete(start, end).insert(at, nodes.horizontal_rule.create());
      return tr.setSelection(TextSelection.create(tr.doc, at + 2));
    }),
    markRule(/(^|[^*\\])\*\*([^*\s](?:[^*]*[^*\s])?)\*\*$/, marks.strong),
    markRule(/(^|[^*\\])\*([^*\s](?:[^*]*[^*\s])?)\*$/, marks.em),
    markRule(/(^|[^~\\])~~([^~\s](?:[^~]*[^~\s])?)~~$/, marks.strike),
    markRule(/(^|[^`\\])`([^`]+)`$/, marks.code),
  ],
});

/* A fence with its language, and Enter. */
function fence(state, dispatch) {
  const { $from, empty } = state.selection;
  const found = empty && $from.parent.type === nodes.paragraph && /^```([\w+#.-]*)$/.exec($from.parent.textContent);
  if (!found) return false;
  if (dispatch) {
    const tr = state.tr.delete($from.start(), $from.end());
    dispatch(tr.setBlockType($from.start(), $from.start(), nodes.code_block, { params: found[1] }));
  }
  return true;
}

/* At the beginning of a heading or of code Backspace makes a paragraph of it. */
function plain(state, dispatch) {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset > 0 || $from.parent.type !== nodes.heading && !($from.parent.type.spec.code && $from.parent.content.size === 0)) return false;
  return setBlockType(nodes.paragraph)(state, dispatch);
}

/* Tab leaves the text, whatever is in it; the field in front of code is one step back from it. */
function language(state, dispatch, view) {
  const code = ancestor(state.selection.$from, nodes.code_block);
  const field = code && view.nodeDOM(code.pos)?.querySelector?.('input');
  if (!field) return false;
  field.focus();
  return true;
}

const hardBreak = chainCommands(exitCode, (state, dispatch) => {
  if (!state.selection.$from.parent.type.contentMatch.matchType(nodes.hard_break)) return false;
  if (dispatch) dispatch(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
});

/* Behind whatever comes last there is room to write on. It is no text. */
const room = new Plugin({
  appendTransaction: (transactions, before, state) => (state.doc.lastChild.type === nodes.paragraph
    ? null
    : state.tr.insert(state.doc.content.size, nodes.paragraph.create()).setMeta('addToHistory', false)),
});

/* ------------------------------------------------------------------ blocks that look like what they are */

function views(options) {
  const named = (label, field) => { field.setAttribute('aria-label', label); field.title = label; return field; };
  const boxed = (name, head, content) => element('div', { class: name }, head, content);
  return {
    image: (node) => {
      let picture;
      const draw = ({ attrs }) => {
        const src = options.place(attrs.src);
        const made = src ? element('img', { src, alt: attrs.alt }) : element('span', { class: 'rich-image-missing' }, attrs.alt || attrs.src);
        if (attrs.title) made.title = attrs.title;
        made.addEventListener('error', () => made.replaceWith(element('span', { class: 'rich-image-missing' }, attrs.alt || attrs.src)));
        return made;
      };
      picture = draw(node);
      const dom = element('span', { class: 'rich-image' }, picture);
      return {
        dom,
        update(next) {
          if (next.type !== nodes.image) return false;
          dom.replaceChildren(draw(next));
          return true;
        },
        selectNode() { dom.classList.add('ProseMirror-selectednode'); },
        deselectNode() { dom.classList.remove('ProseMirror-selectednode'); },
        ignoreMutation: () => true,
      };
    },
    code_block: (node, view, at) => {
      const language = named(options.texts.language, element('input', { class: 'rich-language', type: 'text', tabindex: '-1', spellcheck: 'false', autocomplete: 'off', maxlength: '200', placeholder: options.texts.language }));
      language.value = node.attrs.params;
      language.addEventListener('input', () => {
        const pos = at();
        const now = view.state.doc.nodeAt(pos);
        view.dispatch(view.state.tr.setNodeMarkup(pos, null, { ...now.attrs, params: language.value.replace(/[`\n]/g, '').trim() }));
      });
      language.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape' && (event.key !== 'Tab' || event.shiftKey)) return;
        event.preventDefault();
        view.focus();
        view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, at() + 1)));
      });
      const contentDOM = element('code');
      const dom = boxed('rich-code', element('div', { class: 'rich-head', contenteditable: 'false' }, language), element('pre', { spellcheck: 'false' }, contentDOM));
      return {
        dom,
        contentDOM,
        update(next) {
          if (next.type !== nodes.code_block) return false;
          if (document.activeElement !== language) language.value = next.attrs.params;
          return true;
        },
        stopEvent: (event) => event.target === language,
        ignoreMutation: (mutation) => mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
      };
    },
    source: () => {
      const contentDOM = element('code');
      const dom = boxed('rich-source', element('div', { class: 'rich-head', contenteditable: 'false' }, options.texts.source), element('pre', { spellcheck: 'false' }, contentDOM));
      return { dom, contentDOM, ignoreMutation: (mutation) => mutation.type !== 'selection' && !contentDOM.contains(mutation.target) };
    },
    div: (node, view, at) => {
      const kind = (opening) => /^:+[ \t]*\{?[.#]?([\w-]*)/.exec(opening)?.[1] ?? '';
      const words = element('span');
      const take = named(options.texts.unbox, element('button', { type: 'button', class: 'rich-unbox', tabindex: '-1' }, '×'));
      take.addEventListener('click', () => {
        const pos = at();
        const now = view.state.doc.nodeAt(pos);
        view.dispatch(view.state.tr.replaceWith(pos, pos + now.nodeSize, now.content));
        view.focus();
      });
      const contentDOM = element('div', { class: 'rich-content' });
      const dom = boxed('rich-div', element('div', { class: 'rich-head', contenteditable: 'false' }, words, take), contentDOM);
      const draw = ({ attrs }) => {
        dom.dataset.kind = kind(attrs.opening);
        words.textContent = options.texts.kinds[kind(attrs.opening)] ?? attrs.opening.replace(/^:+[ \t]*/, '');
        words.title = attrs.opening;
      };
      draw(node);
      return {
        dom,
        contentDOM,
        update(next) {
          if (next.type !== nodes.div) return false;
          draw(next);
          return true;
        },
        stopEvent: (event) => take.contains(event.target),
        ignoreMutation: (mutation) => mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
      };
    },
  };
}

/* ------------------------------------------------------------------ the menu behind a slash */

const slashKey = new PluginKey('slash');

function slash(options) {
  const list = element('div', { class: 'rich-menu', role: 'listbox', id: 'rich-menu', 'aria-label': options.texts.menu, hidden: '' });
  let shown = [];
  let at = 0;

  const asked = (state) => {
    const { $from, empty } = state.selection;
    if (!empty || $from.parent.type !== nodes.paragraph || $from.parentOffset !== $from.parent.content.size) return null;
    const found = /^\/(\S{0,24})$/.exec($from.parent.textContent);
    return found && slashKey.getState(state) !== $from.before() ? found[1].toLowerCase() : null;
  };
  const isOpen = () => !list.hidden;
  const mark = (view) => {
    [...list.children].forEach((row, i) => row.setAttribute('aria-selected', String(i === at)));
    list.children[at]?.scrollIntoView({ block: 'nearest' });
    view.dom.setAttribute('aria-activedescendant', `rich-menu-${shown[at].name}`);
  };
  const close = (view) => {
    list.hidden = true;
    view.dom.removeAttribute('aria-activedescendant');
    view.dom.removeAttribute('aria-controls');
  };
  const choose = (view, item) => {
    const { $from } = view.state.selection;
    view.dispatch(closeHistory(view.state.tr.delete($from.start(), $from.end())));
    close(view);
    view.focus();
    options.run(item.name);
  };
  const look = (view) => {
    const words = view.hasFocus() ? asked(view.state) : null;
    const matching = words === null ? [] : options.items.filter((item) => item.label.toLowerCase().includes(words) || item.name.startsWith(words));
    if (matching.length === 0) { if (isOpen()) close(view); return; }
    const before = shown[at]?.name;
    if (!isOpen() || matching.length !== shown.length || matching.some((item, i) => item !== shown[i])) {
      shown = matching;
      at = isOpen() ? Math.max(0, shown.findIndex((item) => item.name === before)) : 0;
      list.replaceChildren(...shown.map((item) => {
        const row = element('div', { role: 'option', id: `rich-menu-${item.name}`, 'aria-selected': 'false' }, item.icon.cloneNode(true), element('span', {}, item.label));
        row.addEventListener('pointerdown', (event) => { event.preventDefault(); choose(view, item); });
        return row;
      }));
    }
    list.hidden = false;
    view.dom.setAttribute('aria-controls', 'rich-menu');
    const caret = view.coordsAtPos(view.state.selection.from);
    const box = list.offsetParent.getBoundingClientRect();
    const below = innerHeight - caret.bottom > list.offsetHeight + 8 || caret.top < list.offsetHeight + 8;
    list.style.insetBlockStart = `${below ? caret.bottom - box.top + 6 : caret.top - box.top - list.offsetHeight - 6}px`;
    list.style.left = `${Math.max(8, Math.min(caret.left - box.left, box.width - list.offsetWidth - 8))}px`;
    mark(view);
  };

  return new Plugin({
    key: slashKey,
    /* Where it was sent away it stays away, until the slash is gone. */
    state: {
      init: () => null,
      apply: (tr, sent) => {
        const told = tr.getMeta(slashKey);
        if (told !== undefined) return told;
        if (sent === null) return null;
        const { $from } = tr.selection;
        return $from.depth > 0 && $from.before() === sent && $from.parent.textContent.startsWith('/') ? sent : null;
      },
    },
    view: (view) => {
      options.host.append(list);
      const away = () => close(view);
      view.dom.addEventListener('blur', away);
      return { update: look, destroy: () => list.remove() };
    },
    props: {
      handleKeyDown(view, event) {
        if (!isOpen() || event.isComposing) return false;
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step) { at = (at + step + shown.length) % shown.length; mark(view); return true; }
        if (event.key === 'Enter') { choose(view, shown[at]); return true; }
        if (event.key === 'Escape') {
          view.dispatch(view.state.tr.setMeta(slashKey, view.state.selection.$from.before()));
          close(view);
          return true;
        }
        return false;
      },
    },
  });
}

/* ------------------------------------------------------------------ pictures on their way */

const uploadsKey = new PluginKey('uploads');

const uploads = new Plugin({
  key: uploadsKey,
  state: {
    init: () => DecorationSet.empty,
    apply(tr, set) {
      let now = set.map(tr.mapping, tr.doc);
      const told = tr.getMeta(uploadsKey);
      if (told?.add) now = now.add(tr.doc, [Decoration.widget(told.add.pos, told.add.dom, { id: told.add.id, side: -1, stopEvent: () => true, ignoreSelection: true })]);
      if (told?.remove) now = now.remove(now.find(null, null, (spec) => spec.id === told.remove));
      return now;
    },
  },
  props: { decorations: (state) => uploadsKey.getState(state) },
});

/* ------------------------------------------------------------------ the editor */

/**
 * Opens the editor.
 *
 * host: where it is put. markdown: what it begins with. texts: its words. items: the blocks of the
 * menu. changed(markdown): told of every change. looked(pressed, block): told where the cursor is.
 * place(src): the address of a picture, if it has one here. upload(file, progress): brings a file to
 * the school and gives the Markdown that shows it. choose(): lets a person choose files. ask(field):
 * asks for a line of text.
 */
export function open(options) {
  const lesson = new Lesson();
  let last = options.markdown;
  let quiet = false;

  function start(markdown) {
    const doc = lesson.read(markdown);
    return doc.lastChild.type === nodes.paragraph ? doc : doc.copy(doc.content.addToEnd(nodes.paragraph.create()));
  }

  function run(name) {
    if (name === 'link') return link();
    if (name === 'image') { options.choose(); return true; }
    view.focus();
    const done = commands[name]?.(view.state, view.dispatch, view) ?? false;
    view.focus();
    return done;
  }

  /* The link that the cursor is in, or what is marked. */
  /* The browser tells of a selection a moment after it has changed; a key may come before that. */
  function asSelected() {
    const now = document.getSelection();
    if (!(view.state.selection instanceof TextSelection) || !view.dom.contains(now?.anchorNode) || !view.dom.contains(now.focusNode)) return;
    const anchor = view.posAtDOM(now.anchorNode, now.anchorOffset);
    const head = view.posAtDOM(now.focusNode, now.focusOffset);
    const { doc, selection, tr } = view.state;
    if (anchor === selection.anchor && head === selection.head) return;
    view.dispatch(tr.setSelection(TextSelection.between(doc.resolve(anchor), doc.resolve(head))));
  }

  function link() {
    asSelected();
    const { state } = view;
    let { from, to } = state.selection;
    let href = '';
    const { $from } = state.selection;
    const mark = marks.link.isInSet($from.marks()) ?? marks.link.isInSet($from.nodeAfter?.marks ?? []);
    if (mark) {
      href = mark.attrs.href;
      const begin = $from.start();
      let pos = begin;
      $from.parent.forEach((node, offset) => {
        if (mark.isInSet(node.marks) && begin + offset <= $from.pos && begin + offset + node.nodeSize >= $from.pos) { from = begin + offset; to = from + node.nodeSize; }
        pos = begin + offset + node.nodeSize;
      });
      while (from > begin && mark.isInSet(state.doc.resolve(from).nodeBefore?.marks ?? [])) from -= state.doc.resolve(from).nodeBefore.nodeSize;
      while (to < pos && mark.isInSet(state.doc.resolve(to).nodeAfter?.marks ?? [])) to += state.doc.resolve(to).nodeAfter.nodeSize;
    }
    if (!$from.parent.type.allowsMarkType(marks.link)) return false;
    options.ask({
      label: options.texts.address,
      value: href,
      remove: Boolean(mark),
      done: (value) => {
        view.focus();
        if (value === undefined) return;
        const { tr } = view.state;
        const end = Math.min(to, tr.doc.content.size);
        tr.removeMark(from, end, marks.link);
        if (value !== null && value !== '') {
          const address = /^(?:[a-z][a-z0-9+.-]*:|[/#.])/i.test(value) || !/^[\w-]+(?:\.[\w-]+)+/.test(value) || /\.(?:md|html|pdf|png|jpe?g|svg|zip|csv|txt)$/i.test(value) ? value : `https://${value}`;
          if (/^(?:javascript|data|vbscript):/i.test(address)) return;
          if (from === end) tr.insert(from, schema.text(address, [marks.link.create({ href: address })]));
          else tr.addMark(from, end, marks.link.create({ href: address }));
        }
        view.dispatch(tr);
      },
    });
    return true;
  }

  /* A picture is described for those who cannot see it. */
  function describe() {
    const { selection } = view.state;
    if (!(selection instanceof NodeSelection) || selection.node.type !== nodes.image) return false;
    const at = selection.from;
    options.ask({
      label: options.texts.description,
      value: selection.node.attrs.alt,
      remove: false,
      done: (value) => {
        view.focus();
        const node = view.state.doc.nodeAt(at);
        if (typeof value !== 'string' || node?.type !== nodes.image) return;
        view.dispatch(view.state.tr.setNodeMarkup(at, null, { ...node.attrs, alt: value }));
      },
    });
    return true;
  }

  let count = 0;
  async function bring(file, pos) {
    const id = `upload-${++count}`;
    const bar = element('progress', { max: '100', 'aria-label': file.name });
    const words = element('span', {}, file.name);
    const dom = element('span', { class: 'rich-upload', contenteditable: 'false', role: 'status' }, words, bar);
    view.dispatch(view.state.tr.setMeta(uploadsKey, { add: { id, pos, dom } }));
    const attempt = async () => {
      const markdown = await options.upload(file, (percent) => { bar.value = percent; });
      if (markdown) {
        const [here] = uploadsKey.getState(view.state).find(null, null, (spec) => spec.id === id);
        view.dispatch(view.state.tr.setMeta(uploadsKey, { remove: id }));
        insert(markdown, here?.from ?? view.state.selection.from, file.name.replace(/\.[^.]*$/, ''));
        return;
      }
      const again = element('button', { type: 'button', class: 'button is-quiet' }, options.texts.again);
      const drop = element('button', { type: 'button', class: 'button is-quiet' }, options.texts.drop);
      again.addEventListener('click', () => { dom.classList.remove('is-failed'); words.textContent = file.name; dom.replaceChildren(words, bar); attempt(); });
      drop.addEventListener('click', () => { view.dispatch(view.state.tr.setMeta(uploadsKey, { remove: id })); view.focus(); });
      words.textContent = `${file.name}: ${options.texts.failed}`;
      dom.classList.add('is-failed');
      dom.replaceChildren(words, again, drop);
    };
    await attempt();
  }

  /* Markdown at a place; a picture or a link stands in its line. */
  function insert(markdown, at = view.state.selection.from, alt = '') {
    const { blocks } = lesson.blocks(markdown);
    const only = blocks.length === 1 && blocks[0].type === nodes.paragraph ? blocks[0] : null;
    const { tr } = view.state;
    if (only) {
      const content = Fragment.fromArray(only.children.map((node) => (node.type === nodes.image && !node.attrs.alt ? nodes.image.create({ ...node.attrs, alt }) : node)));
      const $at = tr.doc.resolve(at);
      const fits = $at.parent.inlineContent && $at.parent.type.validContent(content) && !$at.parent.type.spec.code;
      if (fits) tr.insert(at, content);
      else tr.insert($at.depth > 0 ? $at.after(1) : at, paragraph(...content.content));
    } else {
      tr.replaceRange(at, at, new Slice(Fragment.fromArray(blocks), 0, 0));
    }
    view.dispatch(tr.scrollIntoView());
  }

  /* A picture out of a page or a text processor comes with markup; words win over their picture. */
  function filesOf(data) {
    const files = [...data?.files ?? []];
    const html = data?.getData('text/html') ?? '';
    return files.length > 0 && html && new DOMParser().parseFromString(html, 'text/html').body.textContent.trim() ? [] : files;
  }

  const state = EditorState.create({
    doc: start(options.markdown),
    plugins: [
      slash({ ...options, run }),
      rules,
      keymap({
        'Mod-b': commands.bold,
        'Mod-i': commands.italic,
        'Mod-`': commands.code,
        'Mod-k': () => link(),
        'Mod-z': undo,
        'Shift-Mod-z': redo,
        'Mod-y': redo,
        'Mod-Alt-0': commands.paragraph,
        'Mod-Alt-2': commands.heading2,
        'Mod-Alt-3': commands.heading3,
        'Mod-Alt-4': commands.heading4,
        'Shift-Mod-7': commands.numbered,
        'Shift-Mod-8': commands.list,
        'Mod-]': sinkListItem(nodes.list_item),
        'Mod-[': liftListItem(nodes.list_item),
        'Mod-Enter': exitCode,
        'Shift-Enter': hardBreak,
        'Shift-Tab': language,
        Enter: chainCommands(() => describe(), fence, splitListItem(nodes.list_item)),
        Backspace: chainCommands(undoInputRule, plain),
      }),
      keymap(baseKeymap),
      history(),
      dropCursor({ color: false, class: 'rich-drop' }),
      gapCursor(),
      uploads,
      room,
    ],
  });

  const view = new EditorView({ mount: options.host.querySelector('[data-rich-text]') }, {
    state,
    nodeViews: views(options),
    attributes: {
      role: 'textbox', 'aria-multiline': 'true', 'aria-label': options.texts.label, 'aria-describedby': options.texts.hintId, 'aria-haspopup': 'listbox',
      class: 'prose rich-text', dir: 'auto', spellcheck: 'true',
    },
    dispatchTransaction(tr) {
      view.updateState(view.state.apply(tr));
      if (tr.docChanged && !quiet) {
        const markdown = lesson.write(view.state.doc);
        if (markdown !== last) { last = markdown; options.changed(markdown); }
      }
      const { $from } = view.state.selection;
      view.dom.classList.toggle('is-empty', view.state.doc.childCount === 1 && view.state.doc.firstChild.content.size === 0 && view.state.doc.firstChild.type === nodes.paragraph);
      options.looked(active(view.state), $from.parent.type === nodes.heading ? `heading${$from.parent.attrs.level}` : $from.parent.type.name);
    },
    handlePaste(editor, event) {
      const files = filesOf(event.clipboardData);
      if (files.length === 0) return false;
      editor.dispatch(editor.state.tr.deleteSelection());
      for (const file of files) bring(named(file), editor.state.selection.from);
      return true;
    },
    handleDrop(editor, event) {
      const files = [...event.dataTransfer?.files ?? []];
      if (files.length === 0) return false;
      const pos = editor.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? editor.state.selection.from;
      for (const file of files) bring(file, pos);
      event.preventDefault();
      return true;
    },
    handleDoubleClickOn(editor, pos, node) { return node.type === nodes.image && describe(); },
    /* The policy of the page refuses styles, also in what is pasted; they are read as data. */
    transformPastedHTML: (html) => html.replace(/(<[a-z][^<>]*?\s)style(?=\s*=)/gi, '$1data-style'),
    clipboardTextParser(text, $context, isPlain) {
      return isPlain ? null : Slice.maxOpen(Fragment.fromArray(lesson.blocks(text.replace(/\r\n?/g, '\n').replace(/^\n+|\n+$/g, '')).blocks));
    },
    clipboardTextSerializer(slice) {
      const first = slice.content.firstChild;
      if (!first) return '';
      if (first.type.spec.code && slice.content.childCount === 1) return first.textContent;
      return lesson.some(first.isInline ? [paragraph(...slice.content.content)] : slice.content.content);
    },
  });
  view.dom.dataset.placeholder = options.texts.placeholder;
  /* What happens in here is told by the text of the form. */
  for (const kind of ['input', 'change']) options.host.addEventListener(kind, (event) => event.stopPropagation());
  view.dispatch(view.state.tr);

  return {
    run,
    insert: (markdown) => { view.focus(); insert(markdown); },
    bring: (files) => { for (const file of files) bring(file, view.state.selection.from); },
    focus: () => view.focus(),
    /** Shows other Markdown; that can be undone. */
    load(markdown) {
      if (markdown === last) return;
      last = markdown;
      const doc = start(markdown);
      quiet = true;
      view.dispatch(closeHistory(view.state.tr.replaceWith(0, view.state.doc.content.size, doc.content).setDocAttribute('tail', doc.attrs.tail)));
      view.dispatch(closeHistory(view.state.tr));
      quiet = false;
    },
  };
}

/* What is pasted has one name for all; the second would take the place of the first. */
export function named(file) {
  if (!/^image\.\w+$/.test(file.name)) return file;
  const time = new Date().toISOString().replace(/\D/g, '').slice(2, 17);
  return new File([file], file.name.replace('.', `-${time}.`), { type: file.type });
}
