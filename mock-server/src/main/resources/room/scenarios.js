// Scenarios: a bar above the columns, and the presenter mode.
import {api} from './api.js';
import {byId, fill, h} from './dom.js';
import {attempt, data, on, refresh, session} from './store.js';

let chosen = sessionStorage.getItem('counterpart-scenario') ?? '';
let shown = '';
let presented = null;

const bar = byId('scenarios');

/** The one that the user has chosen, otherwise one that is under way, because it explains the answers: the one that is shown, if it is. */
function scenario() {
  const underWay = data.scenarios.filter(playOf);
  return data.scenarios.find(each => each.selector === chosen)
    ?? underWay.find(each => each.selector === shown) ?? underWay[0] ?? data.scenarios[0];
}

/** The document, if scenarios of several have the name. */
function of(each) {
  return each.selector === each.name ? '' : ' (' + each.selector + ')';
}

function choose(name) {
  chosen = name;
  sessionStorage.setItem('counterpart-scenario', chosen);
  render();
}

/** Where it is under way, in the session of the page or for all; undefined if it is not. */
function playOf(each) {
  return each.plays.find(play => play.session === session.chosen);
}

async function go(name, move) {
  const query = session.chosen ? '?session=' + encodeURIComponent(session.chosen) : '';
  await attempt(() => api('POST', 'scenarios/' + encodeURIComponent(name) + '/' + move + query));
  await refresh('scenarios');
}

function button(text, move, isEnabled, label) {
  return h('button', {type: 'button', disabled: !isEnabled, 'aria-label': label, data: {move}, onclick: () => go(scenario().selector, move)}, text);
}

function render() {
  const one = scenario();
  if (!one) {
    fill(bar, h('span', {class: 'muted small'}, 'No scenario. A scenario is a story in steps, a file in the folder _scenarios of the fixtures.'));
    return;
  }
  shown = one.selector;
  const focused = document.activeElement?.dataset?.move;
  const play = playOf(one);
  const select = h('select', {'aria-label': 'Scenario', onchange: () => choose(select.value)}, data.scenarios.map(each => h('option', {value: each.selector, selected: each === one}, (playOf(each) ? '▶ ' : '') + each.title + of(each))));
  fill(bar, h('span', {class: 'muted small'}, 'Scenario'), select,
    play ? null : button('Start', 'start', true),
    play ? [button('◀', 'back', play.step > 0, 'Back'), button('Next ▶', 'next', play.step < one.steps.length - 1),
      button('Reset', 'reset', true), button('Stop', 'stop', true)] : null,
    h('ol', {class: 'track', 'aria-label': 'Steps of ' + one.title, tabIndex: 0}, one.steps.map((step, i) => h('li', {
      class: play && i < play.step ? 'done' : '', 'aria-current': play && i === play.step ? 'step' : undefined, title: step.title + ': ' + step.answers.join(', ')
    }, (i + 1) + '  ' + step.title))),
    data.scenarios.filter(each => each !== one && playOf(each)).map(each => h('button', {
      type: 'button', class: 'quiet', onclick: () => choose(each.selector)
    }, 'Also under way: ' + each.title + of(each))),
    session.chosen ? h('span', {class: 'tag'}, 'session ' + session.chosen) : null,
    h('button', {type: 'button', class: 'quiet', onclick: () => present(one.selector, true)}, 'Present'));
  if (focused) {
    (bar.querySelector('[data-move="' + focused + '"]:not(:disabled)') ?? bar.querySelector('[data-move]:not(:disabled)'))?.focus();
  }
}

/** Shows a scenario in large letters. The keys work while it is shown. */
export function present(name, isFullScreen) {
  presented = name;
  if (!byId('presenter')) {
    document.body.append(h('section', {id: 'presenter', tabIndex: -1, role: 'dialog', 'aria-modal': 'true', 'aria-label': 'Presenter'}));
  }
  renderPresenter();
  byId('presenter').focus();
  if (isFullScreen) {
    document.documentElement.requestFullscreen?.().catch(() => {});
  }
}

function renderPresenter() {
  const place = byId('presenter');
  if (!place) {
    return;
  }
  const one = data.scenarios.find(each => each.selector === presented);
  if (!one) {
    fill(place, h('p', {class: 'step'}, data.scenarios.length === 0 ? 'No scenarios' : 'There is no scenario ' + presented),
      h('p', {class: 'until'}, 'Scenarios: ' + data.scenarios.map(each => each.selector).join(', ')));
    return;
  }
  const play = playOf(one);
  const step = play ? one.steps[play.step] : null;
  const next = play ? one.steps[play.step + 1] : one.steps[0];
  fill(place,
    h('div', {class: 'row'},
      isWindow ? null : h('a', {href: location.pathname + '?presenter=' + encodeURIComponent(one.selector), target: '_blank', rel: 'noopener'}, 'Own window'),
      isWindow ? null : h('button', {type: 'button', onclick: close}, 'Close')),
    h('p', {class: 'story'}, one.title + (play ? '  ·  ' + (play.step + 1) + ' of ' + one.steps.length : '')),
    h('p', {class: 'step', 'aria-live': 'polite'}, step ? step.title || 'Step ' + (play.step + 1) : 'Press space to begin'),
    step && play.step < one.steps.length - 1 && step.until && step.until !== 'by hand' ? h('p', {class: 'until'}, 'Ends ' + step.until) : null,
    h('p', {class: 'next'}, next ? 'Next: ' + (next.title || 'step ' + ((play?.step ?? -1) + 2)) : 'The end'),
    h('ol', {class: 'dots', 'aria-hidden': 'true'}, one.steps.map((each, i) => h('li', {class: play && i < play.step ? 'done' : '', 'aria-current': play && i === play.step ? 'step' : undefined}))),
    h('p', {class: 'keys'}, 'space or → next   ·   ← back   ·   r begin again' + (isWindow ? '' : '   ·   Esc close')));
}

function close() {
  byId('presenter')?.remove();
  presented = null;
  if (document.fullscreenElement) {
    document.exitFullscreen();
  }
  bar.querySelector('button')?.focus();
}

/** Returns whether the key was for the presenter. */
export function presenterKey(event) {
  const one = presented && data.scenarios.find(each => each.selector === presented);
  if (!presented || event.ctrlKey || event.metaKey || event.altKey) {
    return false;
  }
  if (event.key === 'Escape' && !isWindow) {
    close();
    return true;
  }
  const isControl = event.target instanceof HTMLButtonElement || event.target instanceof HTMLAnchorElement;
  const move = {' ': 'next', ArrowRight: 'next', PageDown: 'next', ArrowLeft: 'back', PageUp: 'back', r: 'reset', R: 'reset'}[event.key];
  if (!one || !move || (isControl && event.key === ' ')) {
    return false;
  }
  event.preventDefault();
  const play = playOf(one);
  if (!(move === 'next' && play && play.step >= one.steps.length - 1) && !(move === 'back' && !play)) {
    go(one.selector, move);
  }
  return true;
}

const asked = new URLSearchParams(location.search).get('presenter');
const isWindow = asked !== null;
if (isWindow) {
  document.body.classList.add('window');
  document.title = 'Presenter · Counterpart';
  on('started', () => present(asked, false));
}

on('scenarios', () => {
  render();
  renderPresenter();
});
on('session', () => {
  render();
  renderPresenter();
});
