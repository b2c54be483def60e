// One operation: its answers as buttons, what is set for it, and requests that provoke each answer.
import {api} from './api.js';
import {byId, codeBlock, fill, h, methodBadge, pathText, pretty, statusClass} from './dom.js';
import {attempt, data, overridesOf, refresh, session} from './store.js';
import {curl, fetchCode, send, withHeader} from './requests.js';
import {tree} from './schema.js';

const FAULTS = {reset: 'reset the connection', empty: 'close without an answer', truncate: 'half of the body', garbage: 'bytes that are not HTTP', stall: 'never answer'};
const WORDS = {408: 'Request Timeout', 413: 'Content Too Large', 429: 'Too Many Requests', 500: 'Internal Server Error', 502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Gateway Timeout'};
const DELAYS = ['200ms', '1s', '3s', '10s', '100ms..2s'];

let mode = 'until';

/** The status that a key of the document stands for: 200 for 2XX, 500 for default. */
export function statusOf(key) {
  return /^\d{3}$/.test(key) ? Number(key) : /^\dXX$/i.test(key) ? Number(key[0]) * 100 : 500;
}

/** Shows an operation in an element; returns a function that shows what has changed meanwhile. */
export function showOperation(place, operation) {
  const updates = [];
  const update = () => updates.forEach(each => each());
  const overrides = h('div', {class: 'section', id: 'overrides'});
  const samples = h('div', {class: 'section'});
  const schemas = h('div', {class: 'section'});
  let details = null;

  fill(place,
    h('div', {class: 'title'}, methodBadge(operation.method), h('h1', {class: 'mono'}, pathText(operation.prefix + operation.path)),
      operation.deprecated ? h('span', {class: 'tag'}, 'deprecated') : null,
      operation.tags.map(tag => h('span', {class: 'tag'}, tag))),
    h('p', {class: 'muted'}, operation.summary || operation.name),
    h('section', {class: 'section', 'aria-labelledby': 'answers-title'},
      h('div', {class: 'row'}, h('h2', {id: 'answers-title'}, 'Answer with'), scope()),
      h('div', {class: 'statuses'}, operation.statuses.map(each => card(each))),
      gateway()),
    overrides,
    h('section', {class: 'section', 'aria-labelledby': 'behaviour-title'}, h('h2', {id: 'behaviour-title'}, 'Behaviour'), behaviour()),
    samples, schemas);
  updates.push(showOverrides);
  update();
  api('GET', 'operation?name=' + encodeURIComponent(operation.selector)).then(answer => {
    details = answer;
    showSamples();
    showSchemas();
  }, problem => fill(samples, h('p', {class: 'problem'}, problem.message)));
  return update;

  function scope() {
    const name = h('input', {
      value: session.name, placeholder: 'name', 'aria-label': 'Session', size: 10, maxLength: 200, hidden: !session.isUsed,
      oninput: () => { session.set(name.value, true); update(); showSamples(); }
    });
    name.setAttribute('list', 'sessions');
    const only = h('input', {type: 'checkbox', id: 'session-only', checked: session.isUsed, onchange: () => {
      name.hidden = !only.checked;
      session.set(name.value || (only.checked ? 'demo' : ''), only.checked);
      name.value = session.name;
      if (only.checked) {
        name.select();
      }
      update();
      showSamples();
    }});
    const radio = (value, text) => h('label', {}, h('input', {
      type: 'radio', name: 'mode', value, checked: mode === value, onchange: () => { mode = value; }
    }), text);
    return [
      h('div', {class: 'segments', role: 'radiogroup', 'aria-label': 'For how long'}, radio('until', 'Until I change it'), radio('next', 'Next answer')),
      h('label', {class: 'check', title: 'Only for requests with the header X-Counterpart-Session of that name'}, only, 'This session only'), name];
  }

  function card(status) {
    const value = statusOf(status.status);
    const choices = [
      ...status.fixtures.map(each => ({answer: {fixture: each.label}, text: each.label, note: each.conditional ? 'only if ' + each.conditions.join(', ') : '', preview: () => fixtureText(each)})),
      ...status.examples.filter(Boolean).map(each => ({answer: {example: each}, text: 'example ' + each, note: '', preview: () => exampleText(status.status, each)}))];
    const main = answerButton({status: value},
      h('span', {class: 'number ' + statusClass(status.status)}, status.status), h('span', {class: 'words'}, status.description));
    const element = h('div', {class: 'status-card'}, main,
      choices.length === 0
        ? h('p', {class: 'none'}, 'No fixture; the mock makes a body from the document.')
        : h('ul', {'aria-label': 'Fixtures and examples of ' + status.status}, choices.map(each => h('li', {}, choiceButton(each)))));
    updates.push(() => element.classList.toggle('set', element.querySelector('[aria-pressed="true"]') !== null));
    return element;
  }

  function choiceButton(choice) {
    const button = answerButton(choice.answer, choice.text);
    const show = () => showPreview(button, choice);
    button.addEventListener('mouseenter', show);
    button.addEventListener('focus', show);
    button.addEventListener('mouseleave', hidePreview);
    button.addEventListener('blur', hidePreview);
    return button;
  }

  function gateway() {
    const declared = new Set(operation.statuses.map(each => each.status));
    return h('div', {class: 'row'}, h('span', {class: 'muted small'}, 'Outside the contract'),
      data.gatewayStatuses.filter(each => !declared.has(String(each)))
        .map(each => {
          const button = answerButton({status: each}, each);
          button.title = WORDS[each] ?? '';
          return button;
        }));
  }

  /** A button that sets an answer, or removes it if it is set. */
  function answerButton(answer, ...content) {
    const button = h('button', {type: 'button', 'aria-pressed': 'false', onclick: () => attempt(async () => {
      const same = mine().filter(each => isAnswer(each, answer));
      if (same.length > 0) {
        await removeAll(same);
      } else {
        const old = mode === 'until' ? mine().filter(each => each.calls === undefined && (each.status ?? each.fixture ?? each.example) !== undefined) : [];
        await add({...answer, ...(mode === 'next' ? {calls: 1} : {})});
        await removeAll(old.filter(each => each.delay === undefined && each.fault === undefined && each.auth && each.validation));
      }
      await refresh('overrides');
    })}, content);
    updates.push(() => button.setAttribute('aria-pressed', String(mine().some(each => isAnswer(each, answer)))));
    return button;
  }

  function mine() {
    return data.overrides.filter(each => (each.operation === operation.name || each.operation === operation.selector) && each.session === session.chosen);
  }

  function isAnswer(override, answer) {
    return ['status', 'fixture', 'example'].every(each => override[each] === answer[each]);
  }

  function add(answer) {
    return api('POST', 'overrides', {operation: operation.selector, ...answer, ...(session.chosen ? {session: session.chosen} : {})});
  }

  function removeAll(overrides) {
    return Promise.all(overrides.map(each => api('DELETE', 'overrides/' + each.id).catch(() => null)));
  }

  function behaviour() {
    const set = (member, value) => attempt(async () => {
      const old = mine().filter(each => each.calls === undefined && isOnly(each, member));
      if (value !== undefined) {
        await add({[member]: value, ...(mode === 'next' ? {calls: 1} : {})});
      }
      await removeAll(old);
      await refresh('overrides');
    });
    const held = member => mine().find(each => isOnly(each, member));
    const delay = h('select', {onchange: () => set('delay', delay.value || undefined)},
      h('option', {value: ''}, 'none'), DELAYS.map(each => h('option', {value: each}, each.replace('..', ' to '))));
    const fault = h('select', {onchange: () => set('fault', fault.value || undefined)},
      h('option', {value: ''}, 'none'), Object.entries(FAULTS).map(([value, text]) => h('option', {value}, text)));
    const auth = h('input', {type: 'checkbox', onchange: () => set('auth', auth.checked ? undefined : false)});
    const validation = h('input', {type: 'checkbox', onchange: () => set('validation', validation.checked ? undefined : false)});
    updates.push(() => {
      const shown = held('delay')?.delay ?? '';
      if (shown && ![...delay.options].some(each => each.value === shown)) {
        delay.append(h('option', {value: shown}, shown));
      }
      delay.value = shown;
      fault.value = held('fault')?.fault ?? '';
      auth.checked = held('auth') === undefined;
      validation.checked = held('validation') === undefined;
    });
    return h('div', {class: 'settings card'},
      h('label', {class: 'field'}, 'Delay', delay), h('label', {class: 'field'}, 'Fault', fault),
      h('label', {class: 'check'}, auth, 'Check credentials'), h('label', {class: 'check'}, validation, 'Validate requests'));
  }

  function isOnly(override, member) {
    return (override.status ?? override.fixture ?? override.example) === undefined
      && (member === 'auth' || member === 'validation' ? override[member] === false : override[member] !== undefined);
  }

  function showOverrides() {
    const all = overridesOf(operation);
    fill(overrides, all.length === 0 ? [] : [
      h('div', {class: 'row'}, h('h2', {}, 'Set now'), h('span', {class: 'grow'}),
        all.length < 2 ? null : h('button', {type: 'button', class: 'quiet small', onclick: () => attempt(async () => {
          await removeAll(all);
          await refresh('overrides');
        })}, 'Remove all')),
      h('ul', {class: 'stack'}, all.map(each => h('li', {class: 'override'}, h('span', {}, wordsOf(each)),
        h('button', {type: 'button', class: 'quiet', 'aria-label': 'Remove: ' + wordsOf(each), onclick: () => attempt(async () => {
          await api('DELETE', 'overrides/' + each.id);
          await refresh('overrides');
        })}, 'Remove'))))]);
  }

  function showSamples() {
    if (!details) {
      return;
    }
    const first = operation.statuses.find(each => each.status.startsWith('2'))?.status ?? operation.statuses[0]?.status ?? '200';
    const chosen = samples.querySelector('select')?.value ?? '';
    const select = h('select', {'aria-label': 'The answer to provoke', onchange: show},
      h('option', {value: ''}, first + ', as the mock chooses'),
      operation.statuses.filter(each => each.status !== first).map(each => h('option', {value: statusOf(each.status)}, each.status + ' ' + each.description.slice(0, 40))),
      data.gatewayStatuses.filter(each => !operation.statuses.some(declared => declared.status === String(each)))
        .map(each => h('option', {value: each}, each + ' ' + (WORDS[each] ?? ''))));
    select.value = chosen;
    const blocks = h('div', {class: 'sides'});
    const answer = h('div', {class: 'stack', 'aria-live': 'polite'});
    fill(samples, h('div', {class: 'row'}, h('h2', {}, 'Try it'), select,
      h('button', {type: 'button', class: 'primary', onclick: () => sendIt(answer)}, 'Send')), answer, blocks);
    show();

    function request() {
      let made = details.request;
      if (select.value) {
        made = withHeader(made, 'Prefer', 'code=' + select.value);
      }
      return session.chosen ? withHeader(made, 'X-Counterpart-Session', session.chosen) : made;
    }

    function show() {
      fill(blocks, codeBlock('curl', curl(request())), codeBlock('fetch', fetchCode(request())));
    }

    async function sendIt(into) {
      try {
        const response = await send(request());
        const text = await response.text();
        fill(into, codeBlock('Answer: ' + response.status + ' ' + response.statusText, text ? pretty(text) : '(no body)'));
      } catch {
        fill(into, h('p', {class: 'problem'}, 'No answer: the connection was closed, as a fault does. The row in the traffic says why.'));
      }
    }
  }

  function showSchemas() {
    const entries = Object.entries(details.resolved.responses ?? {}).flatMap(([status, response]) => response.schema
      ? [[status, response.schema]]
      : Object.entries(response.content ?? {}).filter(([, each]) => each.schema).map(([type, each]) => [status + ' ' + type, each.schema]));
    if (entries.length === 0) {
      fill(schemas, h('h2', {}, 'Response schema'), h('p', {class: 'muted'}, 'The document describes no body for this operation.'));
      return;
    }
    const shown = h('div', {class: 'card wide', tabIndex: 0, role: 'region', 'aria-label': 'Schema'});
    const select = h('select', {'aria-label': 'Response', onchange: () => fill(shown, tree(entries[select.value][1]))},
      entries.map(([name], i) => h('option', {value: i}, name)));
    fill(schemas, h('div', {class: 'row'}, h('h2', {}, 'Response schema'), select), shown);
    fill(shown, tree(entries[0][1]));
  }

  async function fixtureText(fixture) {
    if (!operation.editable) {
      return 'Made from ' + fixture.file + (fixture.line > 0 ? ':' + fixture.line : '');
    }
    const file = fixture.file.split('/').slice(-2).join('/');
    const read = await api('GET', 'fixtures/file?file=' + encodeURIComponent(file) + '&prefix=' + encodeURIComponent(operation.prefix));
    return read.text ?? '(binary)';
  }

  async function exampleText(status, name) {
    const contents = Object.values(details?.resolved.responses?.[status]?.content ?? {});
    const example = contents.map(each => each.examples?.[name]).find(each => each !== undefined);
    return example === undefined ? 'The example ' + name + ' of the document' : JSON.stringify(example.value ?? example, null, 2);
  }
}

export function wordsOf(override) {
  return [
    override.text,
    override.operation === '*' ? 'for every operation' : override.operation.startsWith('tag:') ? 'for ' + override.operation : null,
    override.calls === undefined ? null : override.calls === 1 ? 'for the next answer' : 'for ' + override.calls + ' more answers',
    override.until === undefined ? null : 'until ' + new Date(override.until).toLocaleTimeString(),
    override.session === undefined ? null : 'in session ' + override.session
  ].filter(Boolean).join(', ');
}

let previewed = null;

function showPreview(button, choice) {
  previewed = button;
  choice.preview().then(text => {
    if (previewed !== button) {
      return;
    }
    hidePreview();
    previewed = button;
    const box = h('div', {id: 'preview', role: 'tooltip'}, choice.note ? h('p', {class: 'small muted'}, choice.note) : null, h('pre', {}, text.slice(0, 3000)));
    document.body.append(box);
    const around = button.getBoundingClientRect();
    const below = around.bottom + 6 + box.offsetHeight < innerHeight;
    box.style.left = Math.max(8, Math.min(around.left, innerWidth - box.offsetWidth - 8)) + 'px';
    box.style.top = Math.max(8, below ? around.bottom + 6 : around.top - box.offsetHeight - 6) + 'px';
  }, () => hidePreview());
}

export function hidePreview() {
  previewed = null;
  byId('preview')?.remove();
}
