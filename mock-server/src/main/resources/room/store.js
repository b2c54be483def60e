// What the page knows of the mock. Views listen for a topic and read the data from here.
import {api} from './api.js';
import {notice} from './dom.js';

export const data = {documents: [], operations: [], gatewayStatuses: [], overrides: [], scenarios: []};

const listeners = new Map();

export function on(topic, listener) {
  listeners.set(topic, [...(listeners.get(topic) ?? []), listener]);
}

export function emit(topic, value) {
  (listeners.get(topic) ?? []).forEach(listener => listener(value));
}

/** Does something and shows why it failed. Returns undefined then. */
export async function attempt(action) {
  try {
    return await action();
  } catch (problem) {
    const more = (problem.violations ?? []).map(each => each.meaning + ': ' + each.expected + '. ' + each.fix).join(' ');
    notice([problem.message, more].filter(Boolean).join(' '), true);
    return undefined;
  }
}

const SOURCES = {
  documents: async () => { data.documents = await api('GET', 'documents'); },
  operations: async () => {
    const answer = await api('GET', 'operations');
    data.operations = answer.operations;
    data.gatewayStatuses = answer.gatewayStatuses;
  },
  overrides: async () => { data.overrides = await api('GET', 'overrides'); },
  scenarios: async () => { data.scenarios = await api('GET', 'scenarios'); }
};

const pending = new Map();

/** Reads data again; calls at the same time share one request, and a change meanwhile causes one more. */
export function refresh(topic) {
  const running = pending.get(topic);
  if (running) {
    running.again = true;
    return running.done;
  }
  const task = {again: false};
  task.done = (async () => {
    do {
      task.again = false;
      try {
        await SOURCES[topic]();
      } catch (problem) {
        if (!task.quiet) {
          emit('problem', problem);
        }
        break;
      }
    } while (task.again);
    pending.delete(topic);
    emit(topic);
  })();
  pending.set(topic, task);
  return task.done;
}

export const refreshAll = () => Promise.all(Object.keys(SOURCES).map(refresh));

/** The session that settings of this page are for; empty for all clients. */
export const session = {
  name: sessionStorage.getItem('counterpart-session') ?? '',
  isUsed: sessionStorage.getItem('counterpart-session-used') === 'true',
  /** Its name, or undefined if settings are for all. */
  get chosen() {
    return this.isUsed && this.name.trim() ? this.name.trim() : undefined;
  },
  set(name, isUsed) {
    this.name = name;
    this.isUsed = isUsed;
    sessionStorage.setItem('counterpart-session', name);
    sessionStorage.setItem('counterpart-session-used', String(isUsed));
    emit('session');
  }
};

/** The overrides that can hold for an operation, newest first. */
export function overridesOf(operation) {
  return data.overrides
    .filter(each => each.operation === '*' || each.operation === operation.name || each.operation === operation.key || each.operation === operation.selector
      || operation.tags.some(tag => each.operation === 'tag:' + tag))
    .reverse();
}
