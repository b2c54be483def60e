// The traffic, newest first. Only the rows in sight are elements, so ten thousand rows cost as much as thirty.
import {api} from './api.js';
import {byId, codeBlock, fill, h, methodBadge, redraw, statusClass} from './dom.js';
import {attempt, data, on} from './store.js';
import {curl} from './requests.js';
import {counted} from './operations.js';

const MOST = 10_000;
const HEIGHT = 44;
const SPARE = 6;

/** Rows that come within that time are drawn together; in milliseconds. */
const PAUSE = 80;

/** An event repeats only what is among so many of the latest. */
const RECENT = 50;

/** All that are known, newest first. */
let all = [];
let waiting = [];

/** How many have come as events. Those that come while the journal is being read are not in what was read. */
let arrivals = 0;
let shown = [];
let isPaused = false;
let current = null;
let active = -1;
let open = () => {};
let operationName = () => null;

const search = h('input', {type: 'search', placeholder: 'Search', 'aria-label': 'Search the traffic', oninput: filter});
const status = h('select', {'aria-label': 'Status', onchange: filter},
  h('option', {value: ''}, 'any status'), ['2', '3', '4', '5'].map(each => h('option', {value: each}, each + 'XX')));
const kind = h('select', {'aria-label': 'Which requests', onchange: filter},
  h('option', {value: ''}, 'all requests'), h('option', {value: 'violations'}, 'with violations'),
  h('option', {value: 'operation'}, 'of this operation'), h('option', {value: 'outside'}, 'outside the contract'));
const sessions = h('select', {'aria-label': 'Session', onchange: filter, hidden: true}, h('option', {value: ''}, 'any session'));
const pause = h('button', {type: 'button', onclick: togglePause, 'aria-pressed': 'false'}, 'Pause');
const clear = h('button', {type: 'button', class: 'quiet', onclick: () => attempt(forget)}, 'Clear');
const count = h('span', {class: 'count', id: 'traffic-count'});
const space = h('div');
const rows = h('div', {
  id: 'rows', role: 'listbox', tabIndex: 0, 'aria-label': 'Requests, newest first', onscroll: draw, onkeydown: move
}, space);
const empty = h('div', {class: 'empty'});
const known = h('datalist', {id: 'sessions'});
fill(byId('traffic'),
  h('div', {class: 'bar'}, h('h2', {}, 'Traffic'), count, h('span', {class: 'grow'}), pause, clear),
  h('div', {class: 'bar'}, search, status, kind, sessions), empty, rows, known);

/** @param onOpen called with the id of the exchange that was chosen; of() gives the operation shown in the middle */
export function start(onOpen, of) {
  open = onOpen;
  operationName = of;
  new ResizeObserver(draw).observe(rows);
  filter();
}

/** Reads the journal: what happened before the page was open, or while it was not connected. */
export async function load(isAfterReset) {
  const before = arrivals;
  const journal = await attempt(() => api('GET', 'journal?limit=1000'));
  if (!journal) {
    return;
  }
  const byNumber = new Map(all.map(each => [each.id, each]));
  const isAnotherRun = journal.exchanges.some(each => byNumber.has(each.id) && byNumber.get(each.id).time !== each.time)
    || (journal.exchanges.length === 0 && all.length > 0) || (journal.exchanges[0]?.id ?? 0) < (all[0]?.id ?? 0);
  replace(isAfterReset || isAnotherRun ? journal.exchanges : merged(journal.exchanges), before);
}

async function forget() {
  const before = arrivals;
  await api('DELETE', 'journal');
  replace([], before);
}

function merged(exchanges) {
  const newest = all[0]?.id ?? 0;
  return [...exchanges.filter(each => each.id > newest), ...all];
}

/** A mock that was started again counts from 1 again. */
function isSame(one, other) {
  return one.id === other.id && one.time === other.time;
}

/** Shows these, and what has come after so many arrivals. */
function replace(exchanges, before) {
  const times = new Map(exchanges.map(each => [each.id, each.time]));
  const isLater = each => each.arrival > before && times.get(each.id) !== each.time;
  all = [...all.filter(isLater), ...exchanges].slice(0, MOST);
  waiting = waiting.filter(isLater);
  filter();
}

/** An exchange that has just ended. They come out of order when an answer is delayed. */
export function add(exchange) {
  if ([...all.slice(0, RECENT), ...waiting.slice(-RECENT)].some(each => isSame(each, exchange))) {
    return;
  }
  waiting.push({...exchange, arrival: ++arrivals});
  schedule();
}

let isScheduled = false;

function schedule() {
  if (!isScheduled) {
    isScheduled = true;
    setTimeout(() => requestAnimationFrame(() => {
      isScheduled = false;
      redraw('traffic', settle);
    }), PAUSE);
  }
}

/** Puts what has come meanwhile in front, unless the list is paused. Rows in sight stay where they are while somebody reads further down. */
function settle() {
  if (isPaused) {
    waiting = waiting.slice(-MOST);
    pause.textContent = 'Continue (' + waiting.length + ' new)';
    return;
  }
  counted(waiting);
  const fresh = waiting.reverse();
  waiting = [];
  const visible = fresh.filter(matches);
  all = [...fresh, ...all].slice(0, MOST);
  shown = [...visible, ...shown].slice(0, MOST);
  if (active >= 0) {
    active += visible.length;
  }
  if (rows.scrollTop > 0) {
    space.style.height = shown.length * HEIGHT + 'px';
    rows.scrollTop += visible.length * HEIGHT;
  }
  fresh.forEach(noteSession);
  counts();
  draw();
}

function noteSession(exchange) {
  if (exchange.session && ![...sessions.options].some(each => each.value === exchange.session) && sessions.options.length < 50) {
    sessions.append(h('option', {value: exchange.session}, exchange.session));
    known.append(h('option', {value: exchange.session}));
    sessions.hidden = false;
  }
}

function togglePause() {
  isPaused = !isPaused;
  pause.setAttribute('aria-pressed', String(isPaused));
  pause.textContent = isPaused ? 'Continue' : 'Pause';
  if (!isPaused) {
    settle();
  }
}

function matches(exchange) {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const text = [exchange.method, exchange.path, exchange.query, exchange.status, exchange.operation, exchange.fixture, exchange.session].join(' ').toLowerCase();
  return words.every(word => text.includes(word))
    && (!status.value || String(exchange.status).startsWith(status.value))
    && (!sessions.value || exchange.session === sessions.value)
    && (kind.value !== 'violations' || exchange.violations > 0)
    && (kind.value !== 'outside' || exchange.outsideTheContract)
    && (kind.value !== 'operation' || exchange.operation === operationName());
}

export function filter() {
  all.forEach(noteSession);
  shown = all.filter(matches);
  active = -1;
  counts();
  draw();
}

function counts() {
  count.textContent = shown.length === all.length ? all.length : shown.length + ' of ' + all.length;
  const isEmpty = shown.length === 0;
  rows.hidden = isEmpty;
  empty.hidden = !isEmpty;
  if (isEmpty) {
    fill(empty, all.length > 0 ? h('p', {}, 'No request matches the search and the filters.') : teaching);
  }
}

let teaching = [h('p', {}, 'No request yet.')];

/** Shows a request that works while there is none yet. */
export function teach(request) {
  teaching = [h('p', {}, 'No request yet. Point your app at ' + location.origin + ', or try:'), codeBlock('curl', curl(request)),
    h('p', {class: 'small'}, 'Each request appears here with the reasons for its answer.')];
  counts();
}

const seconds = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, hour12: false});

export const clock = time => seconds.format(new Date(time));

export function duration(millis) {
  return millis < 10 ? millis.toFixed(1) + ' ms' : millis < 1000 ? Math.round(millis) + ' ms' : (millis / 1000).toFixed(2) + ' s';
}

function row(exchange, index) {
  const target = exchange.path + (exchange.query ? '?' + exchange.query : '');
  const about = [
    clock(exchange.time), exchange.operation, exchange.session ? 'session ' + exchange.session : null,
    exchange.outsideTheContract ? 'outside the contract' : null].filter(Boolean).join(' · ');
  return h('div', {
    class: 'exchange' + (index === active ? ' active' : ''), role: 'option', id: 'exchange-' + exchange.id, 'aria-selected': String(exchange.id === current),
    'aria-setsize': shown.length, 'aria-posinset': index + 1, data: {id: exchange.id, index},
    title: target, onclick: () => choose(index)
  },
    methodBadge(exchange.method), h('span', {class: 'target ellipsis'}, target),
    h('span', {class: 'code ' + statusClass(exchange.fault ? '5' : exchange.status)}, exchange.fault ?? exchange.status,
      exchange.violations > 0 ? h('span', {class: 'mark', role: 'img', 'aria-label': exchange.violations + ' violations', title: exchange.violations + ' violations'}, ' ⚠' ) : null),
    h('span', {class: 'when ellipsis'}, about), h('span', {class: 'took'}, duration(exchange.durationMillis)));
}

function draw() {
  space.style.height = shown.length * HEIGHT + 'px';
  const first = Math.max(0, Math.floor(rows.scrollTop / HEIGHT) - SPARE);
  const last = Math.min(shown.length, Math.ceil((rows.scrollTop + rows.clientHeight) / HEIGHT) + SPARE);
  const elements = [];
  for (let i = first; i < last; i++) {
    const element = row(shown[i], i);
    element.style.top = i * HEIGHT + 'px';
    elements.push(element);
  }
  space.replaceChildren(...elements);
  if (active >= first && active < last) {
    rows.setAttribute('aria-activedescendant', 'exchange-' + shown[active].id);
  } else {
    rows.removeAttribute('aria-activedescendant');
  }
}

function choose(index) {
  active = index;
  open(shown[index].id);
}

/** Marks the exchange that the middle shows. */
export function select(id) {
  current = id;
  draw();
}

function move(event) {
  const page = Math.max(1, Math.floor(rows.clientHeight / HEIGHT) - 1);
  const to = {ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: shown.length - 1}[event.key];
  if (event.key === 'Enter' && active >= 0) {
    choose(active);
  } else if (to !== undefined) {
    event.preventDefault();
    active = Math.max(0, Math.min(to, shown.length - 1));
    const top = active * HEIGHT;
    if (top < rows.scrollTop) {
      rows.scrollTop = top;
    } else if (top + HEIGHT > rows.scrollTop + rows.clientHeight) {
      rows.scrollTop = top + HEIGHT - rows.clientHeight;
    }
    draw();
  }
}

on('operations', async () => {
  const first = data.operations.find(each => each.method === 'GET') ?? data.operations[0];
  if (first && all.length === 0) {
    const details = await api('GET', 'operation?name=' + encodeURIComponent(first.selector)).catch(() => null);
    if (details) {
      teach(details.request);
    }
  }
});
