// The page: routes, the connection, keys and the theme.
import {events} from './api.js';
import {byId, fill, h, notice, redraw} from './dom.js';
import {data, emit, on, refresh, refreshAll} from './store.js';
import * as operations from './operations.js';
import * as traffic from './traffic.js';
import {hidePreview, showOperation} from './operation.js';
import {showExchange} from './exchange.js';
import {presenterKey} from './scenarios.js';
import {showEditor, showFixtures} from './fixtures.js';
import {showCollection, showState} from './state.js';
import {showCoverage} from './coverage.js';

const middle = byId('middle');
const columns = byId('columns');
let update = null;
let operation = null;
let view = '';

function showColumn(name) {
  columns.dataset.column = name;
  for (const each of byId('tabs').children) {
    each.toggleAttribute('aria-current', false);
    if (each.dataset.column === name) {
      each.setAttribute('aria-current', 'true');
    }
  }
}

function route(isAgain = false) {
  const [, name = '', id = ''] = location.hash.split('/').map(part => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
  update = null;
  hidePreview();
  view = {exchange: 'exchange', fixtures: 'fixtures', state: 'state', coverage: 'coverage'}[name] ?? 'operation';
  for (const each of byId('views').children) {
    each.toggleAttribute('aria-current', false);
    if (each.dataset.view === view) {
      each.setAttribute('aria-current', 'page');
    }
  }
  traffic.select(view === 'exchange' ? Number(id) : null);
  if (!isAgain) {
    middle.scrollTop = 0;
    if (location.hash.length > 2) {
      showColumn('middle');
    }
  }
  if (view === 'exchange') {
    showExchange(middle, id);
  } else if (view === 'fixtures') {
    (id ? showEditor(middle, id) : showFixtures(middle));
  } else if (view === 'state') {
    showItems(id);
  } else if (view === 'coverage') {
    showCoverage(middle);
  } else {
    showTheOperation(id);
  }
}

/** At most once in a while, because requests can change items many times a second. */
const ITEMS_PAUSE = 500;
let itemsTimer = 0;

function showItems(id) {
  (id ? showCollection(middle, id) : showState(middle));
}

function itemsChanged() {
  if (view === 'state' && itemsTimer === 0) {
    itemsTimer = setTimeout(() => {
      itemsTimer = 0;
      redraw('items', () => {
        if (view === 'state' && !middle.querySelector(':focus-visible')) {
          route(true);
        }
      });
    }, ITEMS_PAUSE);
  }
}

function showTheOperation(id) {
  operation = (id ? operations.find(id) : null) ?? (id ? null : data.operations[0]) ?? null;
  if (!operation) {
    operations.select('');
    fill(middle, data.operations.length === 0
      ? h('div', {class: 'empty'}, h('h1', {}, 'No operation'), h('p', {}, 'The document declares none, or the mock has not answered yet.'))
      : h('div', {class: 'empty'}, h('h1', {}, 'Unknown operation'), h('p', {}, 'The document has no operation ' + id.trim() + ' any more. Choose another one on the left.')));
    return;
  }
  operations.select(operation.prefix + ' ' + operation.name);
  update = showOperation(middle, operation);
}

addEventListener('hashchange', () => route());

for (const each of byId('tabs').children) {
  each.addEventListener('click', () => showColumn(each.dataset.column));
}
showColumn('middle');

addEventListener('keydown', event => {
  if (presenterKey(event)) {
    return;
  }
  const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLSelectElement;
  if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    showColumn('operations');
    operations.focusSearch();
  }
});

const THEMES = ['system', 'light', 'dark'];
let theme = document.documentElement.dataset.theme ?? 'system';
function showTheme() {
  byId('theme').textContent = 'Theme: ' + theme;
}
byId('theme').addEventListener('click', () => {
  theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
  if (theme === 'system') {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem('counterpart-theme');
  } else {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem('counterpart-theme', theme);
  }
  showTheme();
});
showTheme();

on('documents', () => {
  byId('documents').textContent = data.documents.map(each => each.title).join(', ');
  byId('documents').title = data.documents.map(each => each.document).join('\n');
});
on('overrides', () => {
  update?.();
  const isOverridden = each => data.overrides.some(one => one.operation === '*' || one.operation === each.name || one.operation === each.key || one.operation === each.selector
    || each.tags.some(tag => one.operation === 'tag:' + tag));
  data.operations.forEach(each => { each.overridden = isOverridden(each); });
  emit('operations');
});
on('problem', problem => notice(problem.message, true));

let isConnected = null;
let hasBeenConnected = false;

function connection(state) {
  if (state === isConnected) {
    return;
  }
  isConnected = state;
  byId('connection').dataset.state = state;
  byId('connection').textContent = state === 'live' ? 'Live' : 'Connection lost, trying again';
  if (state === 'live' && hasBeenConnected) {
    reloadAll(false);
  }
  hasBeenConnected ||= state === 'live';
}

async function reloadAll(isAfterReset) {
  await Promise.all([refreshAll(), traffic.load(isAfterReset)]);
  if (view === 'operation') {
    route(true);
  }
}

function happened(type, value) {
  if (type === 'exchange') {
    traffic.add(value);
  } else if (type === 'overrides' || type === 'scenarios') {
    redraw(type, () => refresh(type));
  } else if (type === 'state') {
    itemsChanged();
  } else if (type === 'documents') {
    redraw(type, () => Promise.all([refresh('documents'), refresh('operations'), refresh('scenarios')]).then(() => {
      if (view === 'operation') {
        route(true);
      }
    }));
  } else if (type === 'reset') {
    redraw(type, () => reloadAll(true));
  }
}

traffic.start(id => { location.hash = '#/exchange/' + id; }, () => operation?.name);
events(happened, connection);
await refreshAll();
emit('started');
await traffic.load(true);
route(true);
document.documentElement.dataset.ready = 'true';
