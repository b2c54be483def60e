// One exchange: what was asked, what was answered, why, and what to do with it.
import {api} from './api.js';
import {code, codeBlock, copy, fill, h, methodBadge, notice, pathText, pretty, statusClass, violation} from './dom.js';
import {data, session} from './store.js';
import {curl, fetchCode, fixtureOf, folder, requestOf, send} from './requests.js';
import {link} from './operations.js';
import {clock, duration} from './traffic.js';
import {edit} from './fixtures.js';

const MASK = '***';

export async function showExchange(place, id) {
  let exchange;
  try {
    exchange = await api('GET', 'journal/' + id);
  } catch (problem) {
    fill(place, h('h1', {}, 'Request ' + id), h('p', {class: 'problem'}, problem.message),
      h('p', {class: 'muted'}, 'The journal keeps the latest 1,000 requests; older ones are forgotten, and a restart of the mock begins a new journal.'));
    return;
  }
  const request = requestOf(exchange);
  const operation = operationOf(exchange);
  const masked = [request.body ?? '', exchange.response.body.text ?? '', ...request.headers.map(each => each.value)].some(each => each.includes(MASK));
  fill(place,
    h('div', {class: 'title'}, methodBadge(exchange.method), h('h1', {class: 'mono'}, pathText(request.target))),
    h('p', {class: 'row'},
      h('strong', {class: statusClass(exchange.status)}, exchange.fault ? 'Fault: ' + exchange.fault : exchange.status),
      h('span', {class: 'muted'}, [clock(exchange.time), duration(exchange.durationMillis),
        exchange.session ? 'session ' + exchange.session : null, exchange.client].filter(Boolean).join(' · ')),
      exchange.outsideTheContract ? h('span', {class: 'tag'}, 'outside the contract') : null,
      operation ? h('a', {href: link(operation)}, operation.name) : null),
    h('div', {class: 'row section'},
      operation ? h('button', {type: 'button', class: 'primary', onclick: () => { location.hash = link(operation); }}, 'Answer this differently') : null,
      h('button', {type: 'button', onclick: () => replay(request)}, 'Replay'),
      operation ? h('button', {type: 'button', onclick: () => save(exchange, operation)}, 'Save as fixture') : null,
      h('button', {type: 'button', onclick: () => copy(curl(request), 'curl')}, 'Copy as curl'),
      h('button', {type: 'button', onclick: () => copy(fetchCode(request), 'fetch')}, 'Copy as fetch')),
    masked ? h('p', {class: 'small muted'}, 'Secrets are masked as ***. With the admin token, the mock shows them.') : null,
    section('Why this answer', h('ol', {class: 'why card'}, exchange.why.map(each => h('li', {}, reason(each, exchange.fixture, operation))))),
    exchange.warnings.length === 0 ? null : section('Warnings', exchange.warnings.map(each => h('p', {class: 'violation warning'}, each))),
    exchange.violationList.length === 0 ? null
      : section(exchange.violationList.length === 1 ? 'The request violates the contract' : 'The request violates the contract in ' + exchange.violationList.length + ' places',
        exchange.violationList.map(violation)),
    exchange.nearMisses.length === 0 ? null
      : section('Fixtures that nearly matched', h('div', {class: 'sides'}, exchange.nearMisses.map(each => miss(each, operation)))),
    h('div', {class: 'sides section'}, message('Request', request.headers, exchange.request.body), message('Response', exchange.response.headers, exchange.response.body)));
}

function operationOf(exchange) {
  const prefix = data.documents[exchange.contract ?? 0]?.prefix ?? '';
  return data.operations.find(each => each.name === exchange.operation && each.prefix === prefix)
    ?? data.operations.find(each => each.name === exchange.operation);
}

const section = (title, ...content) => h('section', {class: 'section'}, h('h2', {}, title), content);

/** The name of a fixture's file below the folder of the fixtures. */
const relative = file => file.replace(/:\d+$/, '').split('/').slice(-2).join('/');

/** The file with a link to its editor, if it is in a folder of fixtures; stubs of WireMock are not. */
function fixtureLink(file, operation) {
  return operation?.editable === false ? h('span', {class: 'mono'}, file) : h('a', {href: '#/fixtures/' + encodeURIComponent((operation?.prefix ?? '') + ' ' + relative(file))}, relative(file));
}

/** A step of the decision, with a link to the fixture that it names. */
function reason(text, file, operation) {
  const at = file ? text.indexOf(file) : -1;
  return at < 0 ? text : [text.slice(0, at), fixtureLink(file, operation), text.slice(at + file.length)];
}

function miss(each, operation) {
  return h('div', {class: 'card stack'}, h('h3', {}, each.fixture, ' ', fixtureLink(each.file, operation)),
    h('div', {class: 'wide'}, h('table', {}, h('thead', {}, h('tr', {}, ['', 'condition', 'expected', 'but was'].map(name => h('th', {scope: 'col'}, name)))),
      h('tbody', {}, each.conditions.map(one => h('tr', {},
        h('td', {class: one.holds ? 'holds' : 'fails'}, one.holds ? '✓' : '✗', h('span', {class: 'label'}, one.holds ? 'holds' : 'does not hold')),
        h('td', {class: 'mono'}, one.condition), h('td', {class: 'mono'}, one.expected), h('td', {class: 'mono'}, one.actual ?? 'absent')))))));
}

function message(title, headers, body) {
  return h('section', {class: 'stack', 'aria-label': title}, h('h2', {}, title),
    h('dl', {class: 'headers card'}, headers.length === 0 ? h('dt', {}, 'no headers') : headers.map(each => [h('dt', {}, each.name), h('dd', {}, each.value)])),
    bodyOf(title, body));
}

function bodyOf(title, body) {
  if (body.base64 !== undefined && body.base64 !== '') {
    return h('div', {class: 'stack'}, h('p', {class: 'muted small'}, 'The body is not text; it is shown in Base64.'), code(body.base64, title + ' body'));
  }
  if (!body.text) {
    return h('p', {class: 'muted small'}, 'no body');
  }
  return h('div', {class: 'stack'}, codeBlock('Body', pretty(body.text)), body.cut ? h('p', {class: 'muted small'}, 'The journal keeps the beginning of this body only.') : null);
}

async function replay(request) {
  try {
    const response = await send(request);
    notice('Replayed: the mock answered ' + response.status + '.');
  } catch {
    notice('Replayed: the connection was closed without an answer.');
  }
}

function save(exchange, operation) {
  if (exchange.response.body.base64) {
    notice('The body is not text, so it cannot be saved here.', true);
    return;
  }
  if (exchange.response.body.cut) {
    notice('The journal keeps only the beginning of this body, so it cannot be saved.', true);
    return;
  }
  const name = session.chosen ? session.chosen.replace(/[^A-Za-z0-9]+/g, '-').toLowerCase() : 'request';
  edit({prefix: operation.prefix, file: folder(operation) + '/' + exchange.status + '-' + name + '-' + exchange.id + '.yaml', text: fixtureOf(exchange, operation),
    note: exchange.response.body.text?.includes(MASK) ? 'The journal masks secrets as ***. Replace them by values that are recognizably fake.' : ''
  });
}
