// The list of operations, by tag.
import {byId, fill, h, methodBadge, pathText} from './dom.js';
import {data, emit, on} from './store.js';

const OTHER = 'other operations';
const list = byId('operations');
let current = '';

const search = h('input', {
  type: 'search', placeholder: 'Search  ( / )', 'aria-label': 'Search operations', oninput: render, onkeydown: moveFromSearch
});
const total = h('span', {class: 'count', id: 'operation-count'});
const groups = h('div', {class: 'scroll', onkeydown: move});
fill(list, h('div', {class: 'bar'}, search, total), groups);

export const link = operation => '#/operation/' + encodeURIComponent(operation.prefix + ' ' + operation.name);

export const find = id => data.operations.find(each => each.prefix + ' ' + each.name === id);

export function select(id) {
  current = id;
  mark();
}

export function focusSearch() {
  search.focus();
  search.select();
}

function matching() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  return data.operations.filter(each => {
    const text = [each.method, each.prefix + each.path, each.name, each.summary, ...each.tags].join(' ').toLowerCase();
    return words.every(word => text.includes(word));
  });
}

function render() {
  const found = matching();
  const byTag = new Map();
  for (const each of found) {
    const tag = (data.documents.length > 1 && each.prefix ? each.prefix + '  ' : '') + (each.tags[0] ?? OTHER);
    byTag.set(tag, [...(byTag.get(tag) ?? []), each]);
  }
  total.textContent = found.length === data.operations.length ? found.length : found.length + ' of ' + data.operations.length;
  fill(groups, [...byTag].map(([tag, operations]) => h('section', {class: 'group'},
    h('h2', {}, tag, h('span', {class: 'count'}, operations.length)),
    h('ul', {}, operations.map(each => h('li', {}, row(each)))))));
  if (data.operations.length > 0 && found.length === 0) {
    fill(groups, h('p', {class: 'empty'}, 'No operation has all of these words. The search is over method, path, name, summary and tags.'));
  }
  mark();
}

function row(operation) {
  const requests = operation.requests ?? 0;
  return h('a', {
    class: 'operation', href: link(operation), title: operation.summary || operation.name, data: {id: operation.prefix + ' ' + operation.name}
  },
    methodBadge(operation.method),
    h('span', {class: 'path' + (operation.deprecated ? ' deprecated' : '')}, pathText(operation.prefix + operation.path)),
    h('span', {class: 'count'},
      operation.overridden ? h('span', {class: 'dot', role: 'img', 'aria-label': 'overridden', title: 'overridden'}) : null,
      h('span', {class: 'requests', title: 'requests'}, requests || '')));
}

function mark() {
  for (const each of groups.querySelectorAll('.operation')) {
    each.toggleAttribute('aria-current', false);
    if (each.dataset.id === current) {
      each.setAttribute('aria-current', 'page');
    }
  }
}

function move(event) {
  const rows = [...groups.querySelectorAll('.operation')];
  const at = rows.indexOf(document.activeElement);
  const to = {ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1}[event.key];
  if (to === undefined || at < 0) {
    return;
  }
  event.preventDefault();
  if (to < 0) {
    search.focus();
  } else {
    rows[Math.min(to, rows.length - 1)]?.focus();
  }
}

function moveFromSearch(event) {
  const first = groups.querySelector('.operation');
  if (event.key === 'ArrowDown' && first) {
    event.preventDefault();
    first.focus();
  } else if (event.key === 'Enter' && first) {
    first.click();
  } else if (event.key === 'Escape') {
    search.value = '';
    render();
  }
}

/** Counts requests that have just been answered. */
export function counted(exchanges) {
  const changed = new Set();
  for (const exchange of exchanges) {
    const operation = data.operations.find(each => each.name === exchange.operation
      && (exchange.contract === undefined || data.documents.length < 2 || data.documents[exchange.contract]?.prefix === each.prefix));
    if (operation) {
      operation.requests = (operation.requests ?? 0) + 1;
      changed.add(operation);
    }
  }
  for (const shown of changed.size > 0 ? groups.querySelectorAll('.operation') : []) {
    const operation = find(shown.dataset.id);
    if (changed.has(operation)) {
      shown.querySelector('.requests').textContent = operation.requests;
    }
  }
}

on('operations', () => {
  const focused = document.activeElement?.dataset?.id;
  render();
  if (focused) {
    [...groups.querySelectorAll('.operation')].find(each => each.dataset.id === focused)?.focus();
  }
  emit('operations-shown');
});
