// A schema as a tree that people read, and example values of it.
import {h} from './dom.js';

const DEEPEST = 12;

function typeOf(schema) {
  const type = Array.isArray(schema.type) ? schema.type.join(' or ') : schema.type;
  if (type) {
    return type + (schema.format ? ' (' + schema.format + ')' : '');
  }
  if (schema.properties) {
    return 'object';
  }
  if (schema.items) {
    return 'array';
  }
  if (schema.$ref) {
    return 'see ' + schema.$ref.split('/').pop();
  }
  const union = ['oneOf', 'anyOf', 'allOf'].find(each => schema[each]);
  return union ? {oneOf: 'one of', anyOf: 'any of', allOf: 'all of'}[union] : 'any value';
}

const LIMITS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength', 'maxLength', 'pattern', 'minItems', 'maxItems',
  'uniqueItems', 'minProperties', 'maxProperties'];

function limits(schema) {
  return LIMITS.filter(each => schema[each] !== undefined).map(each => each + ' ' + schema[each]);
}

/** An example value: the document's, else one of the right type. */
export function exampleValue(schema, depth = 0) {
  if (typeof schema !== 'object' || schema === null || depth > DEEPEST) {
    return null;
  }
  if (schema.example !== undefined) {
    return schema.example;
  }
  if (Array.isArray(schema.examples) && schema.examples.length > 0) {
    return schema.examples[0];
  }
  const set = schema.const ?? schema.default ?? schema.enum?.[0];
  if (set !== undefined) {
    return set;
  }
  if (schema.allOf) {
    const parts = [...schema.allOf, {...schema, allOf: undefined}].map(each => exampleValue(each, depth + 1));
    const objects = parts.filter(each => each !== null && typeof each === 'object' && !Array.isArray(each));
    return objects.length > 0 ? Object.assign({}, ...objects) : parts.find(each => each !== null) ?? null;
  }
  const branch = schema.oneOf?.[0] ?? schema.anyOf?.[0];
  if (branch !== undefined && !schema.properties) {
    return exampleValue(branch, depth + 1);
  }
  const type = Array.isArray(schema.type) ? schema.type.find(each => each !== 'null') : schema.type;
  if (type === 'object' || schema.properties) {
    return Object.fromEntries(Object.entries(schema.properties ?? {})
      .filter(([, each]) => each?.writeOnly !== true)
      .map(([name, each]) => [name, exampleValue(each, depth + 1)]));
  }
  if (type === 'array' || schema.items) {
    return schema.items ? [exampleValue(schema.items, depth + 1)] : [];
  }
  return scalar(type, schema);
}

const TEXTS = {
  date: '2026-01-31', 'date-time': '2026-01-31T12:00:00Z', email: 'ada@example.com', uuid: '0f8fad5b-d9cb-469f-a165-70867728950e',
  uri: 'https://example.com', hostname: 'example.com', ipv4: '192.0.2.1', ipv6: '2001:db8::1'
};

function scalar(type, schema) {
  switch (type) {
    case 'integer':
    case 'number':
      return typeof schema.minimum === 'number' ? schema.minimum : typeof schema.maximum === 'number' ? Math.min(1, schema.maximum) : 1;
    case 'boolean':
      return true;
    case 'string':
      return TEXTS[schema.format] ?? 'text'.padEnd(schema.minLength ?? 0, 'x').slice(0, schema.maxLength ?? 99);
    default:
      return null;
  }
}

function shown(value) {
  const text = JSON.stringify(value);
  return text === undefined ? '' : text.length > 60 ? text.slice(0, 57) + '…' : text;
}

/** The tree of a schema. */
export function tree(schema) {
  return h('div', {class: 'tree'}, node('', schema, false, 0));
}

function node(name, schema, isRequired, depth) {
  if (typeof schema !== 'object' || schema === null) {
    return h('div', {class: 'leaf'}, name ? name + ': ' : '', schema === false ? 'nothing' : 'any value');
  }
  const children = childrenOf(schema, depth);
  const label = [
    name ? h('span', {class: isRequired ? 'req' : '', title: isRequired ? 'required' : ''}, name) : null, name ? ' ' : null,
    h('span', {class: 'type'}, typeOf(schema)),
    schema['x-name'] ? h('span', {class: 'note'}, ' ' + schema['x-name']) : null,
    children.length === 0 && schema.enum === undefined ? h('span', {class: 'value'}, ' ' + shown(exampleValue(schema))) : null,
    schema.enum ? h('span', {class: 'value'}, ' ' + schema.enum.map(shown).join(' | ')) : null,
    limits(schema).length > 0 ? h('span', {class: 'note small'}, ' ' + limits(schema).join(', ')) : null,
    schema.description ? h('span', {class: 'note small'}, ' — ' + String(schema.description).split('\n')[0]) : null];
  return children.length === 0
    ? h('div', {class: 'leaf'}, label)
    : h('details', {open: depth < 3}, h('summary', {}, label), children);
}

function childrenOf(schema, depth) {
  if (depth > DEEPEST) {
    return [];
  }
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const children = Object.entries(schema.properties ?? {}).map(([name, each]) => node(name, each, required.has(name), depth + 1));
  if (schema.items !== undefined) {
    children.push(node('[each]', schema.items, false, depth + 1));
  }
  if (typeof schema.additionalProperties === 'object') {
    children.push(node('[other names]', schema.additionalProperties, false, depth + 1));
  }
  for (const key of ['allOf', 'oneOf', 'anyOf']) {
    (schema[key] ?? []).forEach((each, i) => children.push(node({allOf: 'and', oneOf: 'either', anyOf: 'or'}[key] + ' ' + (i + 1), each, false, depth + 1)));
  }
  return children;
}
