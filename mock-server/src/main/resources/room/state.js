// The collections of stateful answers: a list, and a table of items that can be edited, deleted, seeded and reset.
import {api} from './api.js';
import {ask, fill, h, notice} from './dom.js';
import {attempt} from './store.js';

const PAGE = 100;
const MOST_COLUMNS = 8;
const LONGEST_CELL = 32;

const hash = (contract, name) => '#/state/' + encodeURIComponent(contract + ' ' + name);
const items = (contract, name) => '?collection=' + encodeURIComponent(name) + '&contract=' + contract;

function where(state) {
  return h('p', {class: 'row section'}, h('span', {class: 'tag'}, 'kept in ' + state.place),
    state.shared ? h('span', {class: 'tag'}, 'shared by mocks') : null,
    h('span', {class: 'tag'}, 'at most ' + state.maximum + ' items'));
}

const fault = state => state.fault ? h('p', {class: 'problem'}, 'Changes cannot be stored now: ' + state.fault + '.') : null;

const counted = count => count + (count === 1 ? ' item' : ' items');

/** All collections: those in use, and those that the documents declare. */
export async function showState(place) {
  const shown = location.hash;
  const state = await attempt(() => api('GET', 'state'));
  if (!state || location.hash !== shown) {
    return;
  }
  const used = state.collections.map(each => ({contract: each.contract, name: each.collection, items: each.items}));
  const unused = state.declared
    .filter(each => !each.path.includes('{') && !used.some(one => one.contract === each.contract && one.name === each.path))
    .map(each => ({contract: each.contract, name: each.path, items: null}));
  const nested = state.declared.filter(each => each.path.includes('{'));
  const isEmpty = used.length + unused.length + nested.length === 0;
  fill(place, h('div', {class: 'title'}, h('h1', {}, 'State')),
    h('p', {class: 'muted'}, 'Collections keep what requests create, change and remove.'),
    state.stateful ? [where(state), fault(state)] : h('div', {class: 'card empty section'},
      h('p', {}, 'This mock keeps no items. Start it with --stateful, or with --state FILE to find them again after a restart:'),
      h('p', {class: 'mono'}, 'counterpart mock DOCUMENT --stateful')),
    state.stateful && isEmpty
      ? h('div', {class: 'card empty section'}, h('p', {}, 'The document has no collections: paths such as /pets with items at /pets/{petId}. A file state.yaml beside the fixtures can describe others.'))
      : null,
    state.stateful && !isEmpty ? h('ul', {class: 'files card section'}, [...used, ...unused].map(each => h('li', {},
      h('a', {href: hash(each.contract, each.name)}, h('span', {class: 'mono grow'}, each.name),
        h('span', {class: 'muted'}, each.items === null ? 'not used yet' : counted(each.items))))),
      nested.map(each => h('li', {class: 'row'}, h('span', {class: 'mono muted grow'}, each.path), h('span', {class: 'muted'}, 'one for each value')))) : null,
    state.stateful && !isEmpty ? h('p', {class: 'row section'}, h('button', {type: 'button', onclick: () => ask('Reset all collections?',
      'All items are deleted. Collections begin again with those of fixtures and examples.', 'Reset', () => attempt(async () => {
        await api('DELETE', 'state');
        notice('All collections were reset.');
        showState(place);
      }))}, 'Reset all')) : null);
}

/** One collection as a table. */
export async function showCollection(place, id, offset = 0) {
  const space = id.indexOf(' ');
  const contract = Number(id.slice(0, space)) || 0;
  const name = id.slice(space + 1);
  const shown = location.hash;
  const read = await attempt(async () => [await api('GET', 'state'), await api('GET', 'state/items' + items(contract, name) + '&limit=' + PAGE + '&offset=' + offset)]);
  if (!read || location.hash !== shown) {
    return;
  }
  const [state, page] = read;
  const total = state.collections.find(each => each.contract === contract && each.collection === name)?.items ?? 0;
  const declared = state.declared.find(each => each.contract === contract && matches(each.path, name));
  const property = declared?.id ?? 'id';
  const names = [...new Set(page.flatMap(each => Object.keys(each.item)))].filter(each => each !== property);
  const columns = names.slice(0, MOST_COLUMNS - 1);
  const again = () => showCollection(place, id, offset);
  const change = (action, text) => attempt(async () => {
    await action();
    notice(text);
    again();
  });
  const path = each => 'state/items' + items(contract, name) + '&id=' + encodeURIComponent(each);
  fill(place, h('p', {}, h('a', {href: '#/state'}, '← All collections')),
    h('div', {class: 'title'}, h('h1', {class: 'mono'}, name), h('span', {class: 'count', id: 'items-count'}, total)),
    fault(state),
    h('div', {class: 'row section'},
      h('button', {type: 'button', class: 'primary', onclick: () => editItem('New item', {[property]: ''}, value => store(value))}, 'New item'),
      h('button', {type: 'button', title: 'Stores the items of fixtures and examples', onclick: () => change(
        () => api('POST', 'state/seed', {collection: name, contract}), 'Stored the items of fixtures and examples.')}, 'Seed'),
      h('button', {type: 'button', onclick: () => editItem('Items to store, as a JSON list', [], value => change(
        () => api('POST', 'state/seed', {collection: name, contract, items: value}), 'Stored the items.'))}, 'Seed from JSON'),
      h('span', {class: 'grow'}),
      h('button', {type: 'button', class: 'quiet', onclick: () => ask('Reset ' + name + '?',
        'Its items are deleted. It begins again with those of fixtures and examples.', 'Reset', () => change(
          () => api('DELETE', 'state' + items(contract, name)), name + ' was reset.'))}, 'Reset')),
    page.length === 0
      ? h('div', {class: 'card empty section'}, h('p', {}, 'No items. Create one, seed the collection, or send a request: POST ' + name + '.'))
      : h('div', {class: 'wide card section', tabIndex: 0, role: 'region', 'aria-label': 'Items of ' + name}, h('table', {class: 'items'},
        h('thead', {}, h('tr', {}, [property, ...columns].map(each => h('th', {scope: 'col'}, each)),
          names.length > columns.length ? h('th', {scope: 'col'}, '+ ' + (names.length - columns.length)) : null,
          h('th', {}, h('span', {class: 'label'}, 'Actions')))),
        h('tbody', {}, page.map(each => h('tr', {}, h('th', {scope: 'row', class: 'mono'}, each.id),
          columns.map(column => cell(each.item[column])),
          names.length > columns.length ? h('td', {class: 'muted'}, '…') : null,
          h('td', {class: 'actions'},
            h('button', {type: 'button', class: 'quiet', 'aria-label': 'Edit ' + each.id, onclick: () => editItem('Item ' + each.id, each.item, value => change(
              () => api('PUT', path(each.id), value), 'Stored ' + each.id + '.'))}, 'Edit'),
            h('button', {type: 'button', class: 'quiet', 'aria-label': 'Delete ' + each.id, onclick: () => change(
              () => api('DELETE', path(each.id)), 'Deleted ' + each.id + '.')}, 'Delete'))))))),
    total > PAGE ? h('div', {class: 'row section'},
      h('button', {type: 'button', disabled: offset === 0, onclick: () => showCollection(place, id, Math.max(0, offset - PAGE))}, 'Previous'),
      h('span', {class: 'muted'}, (offset + 1) + ' to ' + (offset + page.length) + ' of ' + total),
      h('button', {type: 'button', disabled: offset + page.length >= total, onclick: () => showCollection(place, id, offset + PAGE)}, 'Next')) : null);

  function store(value) {
    const key = value[property];
    if (key === undefined || key === null || typeof key === 'object' || String(key) === '') {
      notice('The item needs a value for ' + property + ', by which it is found.', true);
      return;
    }
    change(() => api('PUT', path(String(key)), value), 'Stored ' + key + '.');
  }
}

/** Whether a name belongs to a path with variables. */
function matches(path, name) {
  const expected = path.split('/');
  const actual = name.split('/');
  return expected.length === actual.length && expected.every((each, i) => each.startsWith('{') || each === actual[i]);
}

function cell(value) {
  if (value === undefined) {
    return h('td', {class: 'muted'}, '–');
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return h('td', {title: text.length > LONGEST_CELL ? text.slice(0, 1000) : undefined},
    text.length > LONGEST_CELL ? text.slice(0, LONGEST_CELL) + '…' : text);
}

/** JSON in a dialog; it is stored only if it is JSON. */
async function editItem(title, value, save) {
  const {editor} = await import('./editor.js');
  const text = editor('item-text', title, JSON.stringify(value, null, 2), check);
  const problem = h('p', {class: 'problem', hidden: true, 'aria-live': 'polite'});
  const button = h('button', {value: 'save', class: 'primary', id: 'item-save'}, 'Save');
  const dialog = h('dialog', {class: 'editor', 'aria-labelledby': 'item-title'}, h('form', {method: 'dialog', class: 'stack'},
    h('h1', {id: 'item-title'}, title), text.element, problem,
    h('p', {class: 'small muted'}, 'Items are not checked against the document, so that you can try how clients handle others.'),
    h('div', {class: 'row'}, button, h('button', {value: ''}, 'Cancel'))));
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (dialog.returnValue === 'save') {
      save(JSON.parse(text.text()));
    }
  });
  document.body.append(dialog);
  dialog.showModal();
  text.focus();

  function check() {
    let why = '';
    try {
      const parsed = JSON.parse(text.text());
      if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed) !== Array.isArray(value)) {
        why = Array.isArray(value) ? 'A list of items is expected: [{…}, {…}].' : 'An object is expected: {…}.';
      }
    } catch (malformed) {
      why = 'This is not JSON: ' + malformed.message;
    }
    problem.hidden = !why;
    problem.textContent = why;
    button.disabled = Boolean(why);
  }
}
