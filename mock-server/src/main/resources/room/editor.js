// The editor of fixtures: CodeMirror, loaded when a fixture is opened. Its styles live in a shadow root, because the page allows no inline style.
import {EditorState} from '@codemirror/state';
import {EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers} from '@codemirror/view';
import {defaultKeymap, history, historyKeymap} from '@codemirror/commands';
import {HighlightStyle, StreamLanguage, bracketMatching, indentOnInput, syntaxHighlighting} from '@codemirror/language';
import {lintGutter, setDiagnostics} from '@codemirror/lint';
import {yaml} from '@codemirror/legacy-modes/mode/yaml';
import {tags} from '@lezer/highlight';
import {h} from './dom.js';

const COLOURS = HighlightStyle.define([
  {tag: [tags.atom, tags.definition(tags.variableName), tags.propertyName], color: 'var(--accent)'},
  {tag: [tags.string, tags.special(tags.string)], color: 'var(--ok)'},
  {tag: [tags.number, tags.bool, tags.keyword], color: 'var(--warn)'},
  {tag: tags.comment, color: 'var(--muted)', fontStyle: 'italic'}
]);

const THEME = EditorView.theme({
  '&': {height: '100%', color: 'var(--text)', backgroundColor: 'var(--surface)', fontSize: '13px'},
  '&.cm-focused': {outline: '2px solid var(--accent)', outlineOffset: '-2px'},
  '.cm-scroller': {fontFamily: 'var(--mono)', lineHeight: '1.5'},
  '.cm-content': {caretColor: 'var(--text)', outline: 'none'},
  '.cm-cursor': {borderLeftColor: 'var(--text)'},
  '.cm-gutters': {backgroundColor: 'var(--raised)', color: 'var(--muted)', border: 'none'},
  '.cm-activeLine, .cm-activeLineGutter': {backgroundColor: 'transparent'},
  '&.cm-focused .cm-activeLineGutter': {color: 'var(--text)', fontWeight: '600'},
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {background: 'var(--accent-soft) !important'},
  // The marks of the library are images in data: URLs, which the page does not load.
  '.cm-lint-marker': {content: 'none', width: '9px', height: '9px', margin: '5px 3px', borderRadius: '50%'},
  '.cm-lint-marker-error': {content: 'none', background: 'var(--err)'},
  '.cm-lint-marker-warning': {content: 'none', background: 'var(--warn)'},
  '.cm-lintRange-error': {backgroundImage: 'none', textDecoration: 'underline wavy var(--err)'},
  '.cm-lintRange-warning': {backgroundImage: 'none', textDecoration: 'underline wavy var(--warn)'},
  '.cm-tooltip': {backgroundColor: 'var(--surface)', color: 'var(--text)', border: '1px solid var(--border)'}
});

/**
 * An editor of YAML and JSON. The Tab key leaves it, as it leaves any field.
 *
 * @param onChange called after each change
 * @return its element, its text, and functions that focus it and mark lines: [{line, message, isWarning}]
 */
export function editor(id, label, text, onChange) {
  const element = h('div', {id, class: 'code-editor'});
  const root = element.attachShadow({mode: 'open', delegatesFocus: true});
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(), lintGutter(), history(), drawSelection(), highlightActiveLine(), highlightActiveLineGutter(), indentOnInput(), bracketMatching(),
        StreamLanguage.define(yaml), syntaxHighlighting(COLOURS), THEME, EditorView.lineWrapping,
        keymap.of([...defaultKeymap, ...historyKeymap]),
        EditorView.contentAttributes.of({'aria-label': label}),
        EditorView.updateListener.of(update => {
          if (update.docChanged) {
            onChange();
          }
        })
      ]
    })
  });
  return {element, text: () => view.state.doc.toString(), focus: () => view.focus(), mark};

  function mark(marks) {
    view.dispatch(setDiagnostics(view.state, marks.map(each => {
      const line = view.state.doc.line(Math.max(1, Math.min(each.line, view.state.doc.lines)));
      return {from: line.from + /^\s*/.exec(line.text)[0].length, to: line.to, severity: each.isWarning ? 'warning' : 'error', message: each.message};
    })));
  }
}
