"""The scripts that look at a page and fill it: one round trip to the browser each, however many fields there are."""

WATCH = """(() => {
  if (window.__farm) return;
  const farm = {open: 0, failed: null, looks: 0, idle: 0, old: ''};
  Object.defineProperty(window, '__farm', {value: farm});
  const done = (status, url) => {
    farm.open--;
    if (status >= 500 || status === 401 || status === 0) farm.failed = {status, url, at: performance.now()};
  };
  const open = XMLHttpRequest.prototype.open, send = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    this.__farmUrl = String(url);
    return open.call(this, method, url, ...rest);
  };
  XMLHttpRequest.prototype.send = function (...given) {
    farm.open++;
    let aborted = false;
    this.addEventListener('abort', () => { aborted = true; }, {once: true});
    this.addEventListener('loadend', () => done(aborted ? 200 : this.status, this.__farmUrl), {once: true});
    try { return send.apply(this, given); } catch (error) { farm.open--; throw error; }
  };
  const fetch = window.fetch;
  window.fetch = (...given) => {
    farm.open++;
    const url = String(given[0] && given[0].url || given[0]);
    return fetch.apply(window, given).then(
      answer => { setTimeout(() => done(answer.status, url), 0); return answer; },
      error => { done(error && error.name === 'AbortError' ? 200 : 0, url); throw error; });
  };
})()"""
"""Put into every document before its own scripts: counts the requests in flight and keeps the last failed one."""

SEEN = """
  const seen = node => !!node && node.getClientRects().length > 0 && getComputedStyle(node).visibility !== 'hidden';
  const first = (css, where = document) => css ? [...where.querySelectorAll(css)].find(seen) : undefined;
"""

DOJO = """
  const widget = node => window.dijit && dijit.registry && dijit.registry.getEnclosingWidget(node);
  const choices = select => select && select.options && select.options.length >= 0 ? Array.from(select.options) : null;
  const label = option => (option.label || '').trim();
  const chosen = select => choices(select).find(one => (one.value ?? '') === (select.get('value') ?? ''));
"""

MARK = """([content, token]) => {
  window.__farm.old = token;
  window.__farm.looks = window.__farm.idle = 0;
  if (content) {
    for (const part of document.querySelectorAll(content))
      if (part.firstElementChild) part.firstElementChild.__farmOld = token;
  }
}"""
"""Marks what is on the page as old, so that it can be told from what comes after a press."""

REST = (
    """({token, content, busy, lost, complaint, modals, stuck}) => {"""
    + SEEN
    + """
  if (location.protocol === 'chrome-error:') return {kind: 'down', text: 'the browser shows an error page'};
  const all = [];
  const walk = view => {
    try { if (!view.document) return; } catch { return; }
    all.push(view);
    for (let index = 0; index < view.frames.length; index++) walk(view.frames[index]);
  };
  walk(window.top);
  const farm = window.__farm || (window.__farm = {});
  for (const view of all) {
    if (view.location.protocol === 'chrome-error:') return {kind: 'down', text: 'a frame shows an error page'};
    const out = first(lost, view.document);
    if (out) return {kind: 'lost', text: out.innerText};
    const failed = view.__farm && view.__farm.failed;
    if (failed && (failed.status === 401 || performance.now() - failed.at > 500)) {
      view.__farm.failed = null;
      return {kind: 'status', status: failed.status, text: failed.url};
    }
    const [navigation] = view.performance.getEntriesByType('navigation');
    if (navigation && (navigation.responseStatus >= 500 || navigation.responseStatus === 401))
      return {kind: 'status', status: navigation.responseStatus, text: view.location.href};
    for (const css of modals) {
      const modal = first(css, view.document);
      if (modal) {
        if (failed) view.__farm.failed = null;
        return {kind: 'modal', css, text: modal.innerText, failed: !!failed};
      }
    }
    if (failed) {  // the page may still be about to say why
      farm.looks = farm.idle = 0;
      return null;
    }
  }
  const moving = all.some(view => view.document.readyState !== 'complete' || (view.__farm && view.__farm.open > 0));
  if (moving) { farm.looks = farm.idle = 0; return null; }
  const old = token && (content
    ? [...document.querySelectorAll(content)].some(part => [...part.children].some(one => one.__farmOld === token))
    : farm.old === token);
  if (old || first(busy) || !(READY)) {
    farm.looks = 0;
    farm.idle = farm.idle || performance.now();
    return performance.now() - farm.idle > stuck ? {kind: 'stuck', text: old ? 'old' : 'busy'} : null;
  }
  farm.idle = 0;
  farm.looks = (farm.looks || 0) + 1;
  if (farm.looks < 2) return null;
  farm.looks = 0;
  const wrong = first(complaint);
  return wrong ? {kind: 'complaint', text: wrong.innerText} : {kind: 'ready', text: ''};
}"""
)
"""Whether the page has come to rest, and how. READY is replaced by the adapter's own condition."""

STIR = "() => { if (window.__farm) window.__farm.idle = 0; }"
"""Gives an old page its time again before it is taken for dead."""

FILL = (
    """(wanted) => {"""
    + SEEN
    + """
  const found = wanted.map(one => {
    const all = [...document.querySelectorAll(one.css)];
    return all.find(seen) || (one.kind === 'dojo' ? all[0] : undefined);
  });
  if (found.some((node, index) => !wanted[index].optional
      && (!node || (wanted[index].kind !== 'dojo' && (node.disabled || node.readOnly))))) return null;
"""
    + DOJO
    + """
  const say = (node, ...kinds) => kinds.forEach(kind => node.dispatchEvent(new Event(kind, {bubbles: true})));
  const type = (node, text) => {
    node.focus();
    const kind = node instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, 'value').set.call(node, text);
    node.dispatchEvent(new InputEvent('input', {bubbles: true, data: text, inputType: 'insertText'}));
    node.dispatchEvent(new KeyboardEvent('keyup', {bubbles: true}));
    say(node, 'change');
    node.blur();
  };
  const shown = found.map((node, index) => {
    const {kind, text} = wanted[index];
    if (!node) return null;
    if (kind === 'check') {
      if (String(node.checked) !== text) node.click();
      return String(node.checked);
    }
    if (kind === 'select') {
      const option = [...node.options].findIndex(one => one.text === text);
      node.selectedIndex = option;
      say(node, 'input', 'change');
      return option < 0 ? null : node.options[node.selectedIndex].text;
    }
    if (kind === 'dojo') {
      const select = widget(node);
      const option = choices(select) && choices(select).find(one => label(one) === text);
      if (!option) return null;
      select.set('value', option.value);
      return chosen(select) ? label(chosen(select)) : null;
    }
    type(node, text);
    return node.value;
  });
  return {shown};
}"""
)
"""Fills fields as soon as all of them are there and can be typed in; answers with what they show afterwards."""

STATES = (
    """(wanted) => {"""
    + SEEN
    + """
  return wanted.map(css => {
    const all = [...document.querySelectorAll(css)];
    const node = all.find(seen) || all[0];
    if (!node) return 'missing';
    if (!seen(node)) return 'hidden';
    return node.disabled || node.readOnly ? 'locked' : '';
  });
}"""
)
"""Why fields cannot be filled: missing, hidden or locked; empty for those that can."""

READ = (
    """(wanted) => {"""
    + DOJO
    + """  const text = css => {
    const all = [...document.querySelectorAll(css)];
    const node = all.find(one => one.getClientRects().length > 0) || all[0];
    if (!node) return null;
    const select = node.closest('[widgetid]') && widget(node);
    if (select && choices(select)) return chosen(select) ? label(chosen(select)) : '';
    if (node.type === 'checkbox' || node.type === 'radio') return String(node.checked);
    if (node instanceof HTMLSelectElement) return node.selectedIndex < 0 ? '' : node.options[node.selectedIndex].text;
    if (node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement) return node.value;
    return node.innerText;
  };
  return wanted.map(text);
}"""
)
"""What each of these selectors shows; null where there is none."""

READ_LINES = (
    """([wanted, first, longest]) => {
  const read = """
    + READ
    + """;
  const lines = [];
  for (let n = first; n < first + longest; n++) {
    const shown = read(wanted.map(css => css.replaceAll('{n}', n)));
    if (shown.every(text => text === null)) break;
    lines.push(shown);
  }
  return lines;
}"""
)
"""What the numbered lines show, until one is not there at all."""

OPTIONS = (
    """(css) => {"""
    + DOJO
    + """  const node = document.querySelector(css);
  if (!node) return null;
  if (node instanceof HTMLSelectElement) return [...node.options].map(option => option.text);
  const select = widget(node);
  return select && choices(select) ? choices(select).map(label) : null;
}"""
)
"""The choices of a select."""

TABLE = (
    """(css) => {"""
    + SEEN
    + """
  const table = first(css);
  if (!table) return null;
  const text = cell => {
    const field = cell.querySelector('input:not([type=hidden]):not([type=checkbox]):not([type=radio]), textarea');
    const typed = field ? field.value : '';
    return (cell.innerText || typed).trim();
  };
  const heads = [...(table.tHead ? table.tHead.rows : []), ...table.rows]
    .find(row => row.querySelector('th') && row.cells.length > 1);
  if (!heads) return {headers: [], rows: []};
  const headers = [];
  for (const cell of heads.cells)
    for (let copy = 0; copy < cell.colSpan; copy++) headers.push(copy ? '' : cell.innerText.trim());
  const bodies = [...table.tBodies].flatMap(body => [...body.rows])
    .filter(row => row !== heads && row.closest('table') === table && row.querySelector('td'));
  return {headers, rows: bodies.map(row => {
    const cells = [];
    for (const cell of row.cells) { cells.push(text(cell)); for (let c = 1; c < cell.colSpan; c++) cells.push(''); }
    return cells;
  })};
}"""
)
"""A table's headers and the texts of its rows."""

OPEN_ROW = (
    """([css, index, column]) => {"""
    + SEEN
    + """
  const table = first(css);
  if (!table) return false;
  const heads = [...(table.tHead ? table.tHead.rows : []), ...table.rows]
    .find(row => row.querySelector('th') && row.cells.length > 1);
  const row = [...table.tBodies].flatMap(body => [...body.rows])
    .filter(one => one !== heads && one.closest('table') === table && one.querySelector('td'))[index];
  if (!row) return false;
  let target = row;
  if (column) {
    const at = [...heads.cells].findIndex(cell => cell.innerText.trim() === column);
    const cell = row.cells[at];
    target = cell && (cell.querySelector('a, button, input[type=submit]') || cell);
  }
  if (!target) return false;
  target.click();
  return true;
}"""
)
"""Presses a row of a table, or the link in one of its columns."""

SHOWS = """() => (document.body ? document.body.innerText : '').replace(/\\s+/g, ' ').trim().slice(0, 300)"""
"""The beginning of what the page says."""
