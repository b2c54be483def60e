// Builds elements. Values become text nodes, never HTML.

/** An element: h('a', {href: '#/', onclick: f}, 'text', child, [more]). Properties that are false or undefined are left out. */
export function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (key.startsWith('on')) {
      element.addEventListener(key.slice(2), value);
    } else if (key === 'class') {
      element.className = value;
    } else if (key === 'data') {
      Object.assign(element.dataset, value);
    } else if (key in element && !key.startsWith('aria') && key !== 'list') {
      element[key] = value;
    } else {
      element.setAttribute(key, value === true ? '' : String(value));
    }
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child instanceof Node ? child : String(child));
    }
  }
}

/** Replaces everything inside an element. */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
}

let isPressed = false;
const postponed = new Map();

/**
 * Redraws now, or when the pointer is released: an element that is replaced while it is pressed gets no click.
 * The last redraw of each name is enough.
 */
export function redraw(name, draw) {
  if (isPressed) {
    postponed.set(name, draw);
  } else {
    draw();
  }
}

function released() {
  setTimeout(() => {
    isPressed = false;
    const draws = [...postponed.values()];
    postponed.clear();
    draws.forEach(draw => draw());
  });
}

addEventListener('pointerdown', () => { isPressed = true; }, true);
for (const end of ['pointerup', 'pointercancel', 'dragend']) {
  addEventListener(end, released, true);
}
addEventListener('blur', released);

/** A path that can wrap after each slash. */
export const pathText = path => path.split(/(?<=\/)(?=.)/).flatMap(part => [part, h('wbr')]);

export const byId = id => document.getElementById(id);

export function notice(text, isBad = false) {
  const element = h('div', {class: isBad ? 'notice bad' : 'notice'}, text);
  byId('notices').append(element);
  setTimeout(() => element.remove(), isBad ? 9000 : 3500);
}

/** Asks whether something that cannot be undone is to be done. */
export function ask(title, text, action, run) {
  const dialog = h('dialog', {'aria-labelledby': 'ask-title'}, h('form', {method: 'dialog', class: 'stack'},
    h('h1', {id: 'ask-title'}, title), h('p', {}, text),
    h('div', {class: 'row'}, h('button', {value: 'yes', class: 'primary'}, action), h('button', {value: ''}, 'Cancel'))));
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (dialog.returnValue === 'yes') {
      run();
    }
  });
  document.body.append(dialog);
  dialog.showModal();
}

/** The copy works on pages without HTTPS too, where navigator.clipboard is missing. */
export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = h('textarea', {value: text});
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
  notice(what + ' copied');
}

const LONGEST_HIGHLIGHTED = 100_000;
const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g;

/** Text in monospace; JSON is highlighted. */
export function code(text, label) {
  const pre = h('pre', {class: 'code', tabIndex: 0, role: 'region', 'aria-label': label});
  const start = text.trimStart()[0];
  if ((start !== '{' && start !== '[' && start !== '"') || text.length > LONGEST_HIGHLIGHTED) {
    pre.append(text);
    return pre;
  }
  let at = 0;
  for (const match of text.matchAll(TOKEN)) {
    pre.append(text.slice(at, match.index));
    if (match[1]) {
      pre.append(h('span', {class: match[2] ? 'k' : 't'}, match[1]), match[2] ?? '');
    } else {
      pre.append(h('span', {class: match[3] ? 'n' : 'b'}, match[0]));
    }
    at = match.index + match[0].length;
  }
  pre.append(text.slice(at));
  return pre;
}

/** Code with a heading and a button that copies it. */
export function codeBlock(title, text) {
  return h('div', {class: 'code-block'},
    h('div', {class: 'code-head'}, h('h3', {}, title),
      h('button', {type: 'button', class: 'quiet small', onclick: () => copy(text, title), 'aria-label': 'Copy ' + title}, 'Copy')),
    code(text, title));
}

/** JSON on several lines; other text unchanged. */
export function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

export function statusClass(status) {
  return 's' + (/^[1-5]/.test(String(status)) ? String(status)[0] : '0');
}

/** A violation in words, with its place in the document or the fixture. */
export function violation(each) {
  const place = each.declared ? each.declared + (each.line && !/:\d+/.test(each.declared) ? ':' + each.line : '') : '';
  const facts = [['expected', each.expected], ['but was', each.actual], ['declared', place], ['to fix', each.fix],
    ['rule', each.rule + (each.meaning ? ': ' + each.meaning : '')]];
  return h('div', {class: 'violation ' + (each.severity === 'warning' ? 'warning' : '')},
    h('strong', {}, each.at || each.rule),
    h('dl', {}, facts.filter(([, value]) => value).map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])));
}

export function methodBadge(method) {
  return h('span', {class: 'method ' + (/^[A-Z]+$/.test(method) ? method : '')}, method);
}
