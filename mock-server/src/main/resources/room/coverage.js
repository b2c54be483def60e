// What of the documents the traffic has reached: operations by statuses.
import {api} from './api.js';
import {fill, h} from './dom.js';
import {attempt, data} from './store.js';
import {link} from './operations.js';

export async function showCoverage(place) {
  const coverage = await attempt(() => api('GET', 'coverage'));
  if (!coverage) {
    return;
  }
  const rows = coverage.list.map((each, i) => ({...each, declared: data.operations[i]?.statuses.map(one => one.status) ?? []}));
  const columns = [...new Set(rows.flatMap(each => [...each.declared, ...Object.keys(each.statuses)]))].sort();
  const percent = total => total.declared === 0 ? 'none' : total.reached + ' of ' + total.declared;
  fill(place, h('div', {class: 'title'}, h('h1', {}, 'Coverage')),
    h('p', {class: 'muted'}, 'What the requests since the start have reached. Grey: documented, but never answered.'),
    h('p', {class: 'row section'}, ['operations', 'statuses', 'parameters', 'properties'].map(name => h('span', {class: 'tag'}, name + ': ' + percent(coverage[name]))),
      h('button', {type: 'button', onclick: () => showCoverage(place)}, 'Refresh')),
    rows.length === 0 ? h('p', {class: 'empty'}, 'The document has no operations.')
      : h('div', {class: 'wide card section', tabIndex: 0, role: 'region', 'aria-label': 'Coverage by operation and status'}, h('table', {class: 'matrix'},
        h('thead', {}, h('tr', {}, h('th', {scope: 'col'}, 'operation'), columns.map(each => h('th', {scope: 'col'}, each)))),
        h('tbody', {}, rows.map((each, i) => h('tr', {},
          h('th', {scope: 'row', class: 'mono'}, data.operations[i] ? h('a', {href: link(data.operations[i])}, each.operation) : each.operation),
          columns.map(column => cell(each, column))))))));
}

function cell(row, column) {
  const count = row.statuses[column] ?? 0;
  if (count > 0) {
    return h('td', {class: 'hit'}, count);
  }
  return row.declared.includes(column)
    ? h('td', {class: 'miss', title: 'documented, never answered'}, '0')
    : h('td', {}, h('span', {class: 'label'}, 'not documented'));
}
