// The admin API: calls, and the stream of events. The page does nothing that this API does not offer.
import {h} from './dom.js';

/** /__counterpart/, wherever the page is served. */
export const root = new URL('..', import.meta.url);

const TOKEN = 'counterpart-token';

/** An answer other than 2xx, in the API's words. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || 'The mock answered ' + status + '.');
    this.status = status;
    this.violations = problem.violations ?? [];
  }
}

function headers(more = {}) {
  const token = sessionStorage.getItem(TOKEN);
  return token ? {...more, Authorization: 'Bearer ' + token} : more;
}

/** Calls the API and returns the JSON of the answer. */
export async function api(method, path, body) {
  let response;
  try {
    response = await fetch(new URL(path, root), {
      method,
      headers: headers(body === undefined ? {} : {'Content-Type': 'application/json'}),
      body: body === undefined ? undefined : JSON.stringify(body)
    });
  } catch {
    throw new Error('The mock does not answer at ' + root.host + '. Is it running?');
  }
  if (response.status === 401) {
    await askToken();
    return api(method, path, body);
  }
  if (response.ok) {
    return response.status === 204 ? null : response.json();
  }
  throw new Refused(response.status, await response.json().catch(() => ({})));
}

let asking = null;

/** Asks for the admin token once, however many calls need it. */
function askToken() {
  asking ??= new Promise(resolve => {
    const wasWrong = sessionStorage.getItem(TOKEN) !== null;
    const input = h('input', {type: 'password', id: 'token', autocomplete: 'off', required: true});
    const dialog = h('dialog', {'aria-labelledby': 'token-title'},
      h('form', {method: 'dialog', class: 'stack'},
        h('h1', {id: 'token-title'}, 'Admin token'),
        h('p', {}, wasWrong ? 'This is not the admin token of the mock.' : 'This page is on another machine than the mock.'),
        h('label', {class: 'field', htmlFor: 'token'}, 'The value of --admin-token', input),
        h('p', {class: 'small muted'}, 'It is kept until this tab is closed.'),
        h('button', {class: 'primary'}, 'Continue')));
    dialog.addEventListener('cancel', event => event.preventDefault());
    dialog.addEventListener('close', () => {
      sessionStorage.setItem(TOKEN, input.value);
      dialog.remove();
      asking = null;
      resolve();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
  return asking;
}

/** A silent connection for that long is lost; the mock sends a comment every second. In milliseconds. */
const PATIENCE = 6000;
const PAUSE = 1000;

/**
 * Reads events for ever. EventSource cannot send the token, so this uses fetch.
 *
 * @param onEvent called with the type and the data of each event
 * @param onState called with 'live' or 'lost'
 */
export async function events(onEvent, onState) {
  let last = null;
  let stop = null;
  // A page that the browser keeps for "back" must not keep its connection: there are six for each server.
  addEventListener('pagehide', () => stop.abort());
  for (;;) {
    stop = new AbortController();
    let watch = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const response = await fetch(new URL('events', root), {
        headers: headers(last === null ? {} : {'Last-Event-ID': last}),
        signal: stop.signal,
        cache: 'no-store'
      });
      if (!response.ok) {
        throw new Error('events: ' + response.status);
      }
      onState('live');
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = '';
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        clearTimeout(watch);
        watch = setTimeout(() => stop.abort(), PATIENCE);
        const blocks = (rest + part.value).split('\n\n');
        rest = blocks.pop();
        for (const block of blocks) {
          last = handle(block, onEvent) ?? last;
        }
      }
    } catch {
      // Lost; the next round tries again.
    }
    clearTimeout(watch);
    onState('lost');
    await new Promise(resolve => setTimeout(resolve, PAUSE));
  }
}

/** One event of the stream; returns its id. */
function handle(block, onEvent) {
  let id = null;
  let type = null;
  const data = [];
  for (const line of block.split('\n')) {
    const [, name, value] = /^([a-z]*):? ?(.*)$/.exec(line) ?? [];
    if (name === 'id') {
      id = value;
    } else if (name === 'event') {
      type = value;
    } else if (name === 'data') {
      data.push(value);
    }
  }
  if (type) {
    onEvent(type, JSON.parse(data.join('\n')));
  }
  return id;
}
