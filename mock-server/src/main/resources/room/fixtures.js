// The files of the fixtures: a list with validity, and an editor that validates while somebody types.
import {api} from './api.js';
import {ask, fill, h, notice, violation} from './dom.js';
import {attempt, data, refresh} from './store.js';
import {fixtureWith, folder} from './requests.js';
import {exampleValue} from './schema.js';
import {statusOf} from './operation.js';

const TYPING = 350;
const MOST_CHECKED = 300;

let draft = null;

const query = (file, prefix) => '?file=' + encodeURIComponent(file) + '&prefix=' + encodeURIComponent(prefix);
const hash = (file, prefix) => '#/fixtures/' + encodeURIComponent(prefix + ' ' + file);

/** Opens the editor with a text that is not written yet. */
export function edit(fresh) {
  draft = fresh;
  location.hash = hash(fresh.file, fresh.prefix);
}

export async function showFixtures(place) {
  const files = await attempt(() => api('GET', 'fixtures')) ?? [];
  const search = h('input', {type: 'search', placeholder: 'Search files', 'aria-label': 'Search files', oninput: filter});
  const marks = new Map();
  const rows = files.map(each => {
    const mark = h('span', {class: 'muted', role: 'img', 'aria-label': 'not checked yet'}, '·');
    marks.set(each, mark);
    return h('li', {data: {text: (each.prefix + each.file).toLowerCase()}},
      h('a', {href: hash(each.file, each.prefix)}, mark, h('span', {class: 'mono'}, (each.prefix ? each.prefix + '  ' : '') + each.file)));
  });
  const create = creator();
  fill(place, h('div', {class: 'title'}, h('h1', {}, 'Fixtures'), h('span', {class: 'count'}, files.length)),
    h('p', {class: 'muted'}, 'A fixture is one answer of the mock, in a file. Each is checked against the document; an invalid one is not served.'),
    h('section', {class: 'section'}, h('h2', {}, 'New fixture'), create),
    h('section', {class: 'section'}, h('h2', {}, 'Files'), files.length > 8 ? search : null,
      files.length === 0
        ? h('div', {class: 'card empty'}, h('p', {}, 'There are no files yet. Create one above, or save an answer from the traffic. The mock needs a folder for them: counterpart mock DOCUMENT --fixtures DIR.'))
        : h('ul', {class: 'files card'}, rows)));
  for (const each of files.slice(0, MOST_CHECKED)) {
    if (!place.contains(search) && !place.querySelector('.files')) {
      return;
    }
    const read = await api('GET', 'fixtures/file' + query(each.file, each.prefix)).catch(() => null);
    const mark = marks.get(each);
    const isValid = read?.valid === true;
    mark.textContent = isValid ? '✓' : '✗';
    mark.className = isValid ? 'holds' : 'fails';
    mark.setAttribute('aria-label', isValid ? 'valid' : 'invalid');
  }

  function filter() {
    const text = search.value.toLowerCase();
    rows.forEach(each => { each.hidden = !each.dataset.text.includes(text); });
  }
}

/** Chooses an operation and a status, for a fixture from the document's example or schema. */
function creator() {
  const operations = h('select', {'aria-label': 'Operation', onchange: statuses}, data.operations.map((each, i) => h('option', {value: i}, each.prefix + each.key)));
  const status = h('select', {'aria-label': 'Status'});
  const name = h('input', {'aria-label': 'Name', placeholder: 'name', size: 14, value: 'new', pattern: '[A-Za-z0-9_\\-]+'});
  statuses();
  return h('div', {class: 'row card'}, operations, status, name,
    h('button', {type: 'button', class: 'primary', onclick: () => attempt(make)}, 'Create'));

  function statuses() {
    fill(status, (data.operations[operations.value]?.statuses ?? []).map(each => h('option', {value: each.status}, each.status)));
  }

  async function make() {
    const operation = data.operations[operations.value];
    if (!operation) {
      return;
    }
    const details = await api('GET', 'operation?name=' + encodeURIComponent(operation.selector));
    const content = Object.values(details.resolved.responses?.[status.value]?.content ?? {})[0];
    const example = content?.example ?? Object.values(content?.examples ?? {})[0]?.value;
    const value = example ?? (content?.schema ? exampleValue(content.schema) : undefined);
    edit({
      prefix: operation.prefix,
      file: folder(operation) + '/' + statusOf(status.value) + (name.value ? '-' + name.value.replace(/[^A-Za-z0-9_-]+/g, '-') : '') + '.yaml',
      text: value === undefined ? 'response: {}\n' : fixtureWith(value)
    });
  }
}

export async function showEditor(place, id) {
  const space = id.indexOf(' ');
  const prefix = id.slice(0, space);
  const file = id.slice(space + 1);
  const fresh = draft?.file === file && draft.prefix === prefix ? draft : null;
  draft = null;
  let read = null;
  if (!fresh) {
    try {
      read = await api('GET', 'fixtures/file' + query(file, prefix));
    } catch (problem) {
      fill(place, back(), h('h1', {class: 'mono'}, file), h('p', {class: 'problem'}, problem.message));
      return;
    }
    if (read.text === undefined) {
      fill(place, back(), h('h1', {class: 'mono'}, file), h('p', {class: 'muted'}, 'This file is not text, so it cannot be edited here.'));
      return;
    }
  }
  const [{editor}, {showDifferences}] = await Promise.all([import('./editor.js'), import('./compare.js')]);
  const details = detailsOf(prefix, file);
  const name = h('input', {id: 'fixture-file', value: file, 'aria-label': 'File', class: 'mono', readOnly: !fresh, oninput: typed});
  const text = editor('fixture-text', 'Content of the fixture', fresh ? fresh.text : read.text, typed);
  const compared = h('section', {class: 'section', id: 'fixture-diff'});
  const result = h('div', {class: 'stack', id: 'fixture-result', 'aria-live': 'polite'});
  const save = h('button', {type: 'button', class: 'primary', id: 'fixture-save', onclick: () => write(false)}, 'Save');
  const force = h('button', {type: 'button', id: 'fixture-force', hidden: true, onclick: () => write(true)}, 'Save although it is invalid');
  const remove = h('button', {type: 'button', class: 'quiet', hidden: fresh !== null, onclick: () => askRemove()}, 'Delete');
  name.style.width = '100%';
  fill(place, back(),
    h('h1', {}, fresh ? 'New fixture' : h('span', {class: 'mono'}, file)),
    h('div', {class: 'section'}, fresh ? h('label', {class: 'field'}, 'File, below the folder of the fixtures', name) : null,
      fresh?.note ? h('p', {class: 'violation warning'}, fresh.note) : null,
      text.element, h('div', {class: 'row'}, save, force, h('span', {class: 'grow'}), remove), result), compared);
  let timer = 0;
  let latest = 0;
  check();

  function back() {
    return h('p', {}, h('a', {href: '#/fixtures'}, '← All fixtures'));
  }

  function typed() {
    clearTimeout(timer);
    timer = setTimeout(check, TYPING);
  }

  async function check() {
    const turn = ++latest;
    let checked;
    try {
      checked = await api('POST', 'fixtures/check' + query(name.value, prefix), {text: text.text()});
    } catch (problem) {
      checked = {valid: false, violations: [], warnings: [], message: problem.message};
    }
    if (turn !== latest) {
      return;
    }
    save.disabled = !checked.valid;
    force.hidden = checked.valid || checked.message !== undefined;
    text.mark([...checked.violations, ...checked.warnings].filter(each => each.line).map(each => ({
      line: each.line, message: each.at + ': expected ' + each.expected + ' but was ' + each.actual + '. To fix: ' + each.fix, isWarning: each.severity === 'warning'
    })));
    if (checked.answer) {
      showDifferences(compared, await details, checked.answer);
    }
    fill(result, checked.message ? h('p', {class: 'problem'}, checked.message) : null,
      checked.valid ? h('p', {class: 'good'}, 'Valid' + (checked.warnings.length > 0 ? ', with warnings' : '') + '.') : null,
      checked.violations.map(violation), checked.warnings.map(violation));
  }

  async function write(isForced) {
    await attempt(async () => {
      await api('PUT', 'fixtures/file' + query(name.value, prefix) + (isForced ? '&force=true' : ''), {text: text.text()});
      notice('Saved ' + name.value + '.');
      refresh('operations');
      history.replaceState(null, '', hash(name.value, prefix));
      name.readOnly = true;
      remove.hidden = false;
    });
  }

  function askRemove() {
    ask('Delete this file?', h('span', {class: 'mono'}, name.value), 'Delete', () => attempt(async () => {
      await api('DELETE', 'fixtures/file' + query(name.value, prefix));
      refresh('operations');
      location.hash = '#/fixtures';
    }));
  }
}

/** What the document says about the operation of a file; null if the file belongs to none. */
function detailsOf(prefix, file) {
  const operation = data.operations.find(each => each.prefix === prefix && folder(each) === file.split('/')[0]);
  return operation ? api('GET', 'operation?name=' + encodeURIComponent(operation.selector)).catch(() => null) : Promise.resolve(null);
}
