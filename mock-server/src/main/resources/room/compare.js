// A fixture beside what the document says: the differences, line by line.
import './lib/diff.js';
import {fill, h} from './dom.js';
import {exampleValue} from './schema.js';

const SIGNS = {added: '+ ', removed: '− ', same: '  '};

/** The answers that the document gives for a status: its examples, otherwise one made from the schema. */
export function examplesOf(details, status, mediaType) {
  const responses = details?.resolved.responses ?? {};
  const response = responses[status] ?? responses[String(status)[0] + 'XX'] ?? responses.default;
  const contents = Object.entries(response?.content ?? {});
  const [, content] = contents.find(([type]) => bare(type) === bare(mediaType)) ?? contents[0] ?? [];
  const named = Object.entries(content?.examples ?? {}).filter(([, each]) => each?.value !== undefined).map(([name, each]) => ['example ' + name, each.value]);
  const single = content?.example === undefined ? [] : [['the example', content.example]];
  const made = content?.schema ? [['values of the schema', exampleValue(content.schema)]] : [];
  return [...single, ...named, ...made];
}

const bare = type => (type ?? '').split(';')[0].trim().toLowerCase();

/** The differences between two bodies: JSON by its members, other text by its lines. */
export function differences(expected, actual) {
  const isJson = typeof actual !== 'string';
  const parts = isJson ? globalThis.Diff.diffJson(expected, actual) : globalThis.Diff.diffLines(textOf(expected), actual);
  const counts = {added: 0, removed: 0};
  const lines = parts.flatMap(part => {
    const kind = part.added ? 'added' : part.removed ? 'removed' : 'same';
    const all = part.value.replace(/\n$/, '').split('\n');
    if (kind !== 'same') {
      counts[kind] += all.length;
    }
    return all.map(line => h('div', {class: kind}, h('span', {'aria-label': kind === 'same' ? undefined : kind, role: kind === 'same' ? undefined : 'img'}, SIGNS[kind]), line));
  });
  return {lines, counts};
}

const lineCount = count => count + (count === 1 ? ' line' : ' lines');

const textOf = value => typeof value === 'string' ? value : JSON.stringify(value, null, 2);

/** Shows the differences between the answer of a fixture and the document. */
export function showDifferences(place, details, answer) {
  const choices = examplesOf(details, answer.status, answer.mediaType);
  if (choices.length === 0 || answer.text === undefined) {
    fill(place);
    return;
  }
  const chosen = place.querySelector('select')?.value ?? 0;
  const select = h('select', {'aria-label': 'Compare with', onchange: show}, choices.map(([name], i) => h('option', {value: i}, name)));
  select.value = chosen < choices.length ? chosen : 0;
  const summary = h('span', {class: 'muted'});
  const lines = h('div', {class: 'diff code', tabIndex: 0, role: 'region', 'aria-label': 'Differences'});
  fill(place, h('div', {class: 'row'}, h('h2', {}, 'Compared with'), select, summary), lines);
  show();

  function show() {
    const {lines: all, counts} = differences(choices[select.value][1], parsed(answer.text));
    summary.textContent = counts.added + counts.removed === 0 ? 'No difference.'
      : 'Only in the document: ' + lineCount(counts.removed) + '. Only in the fixture: ' + lineCount(counts.added) + '.';
    fill(lines, all);
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
