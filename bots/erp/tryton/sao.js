// The hands and eyes of the bot in Tryton's web client (sao 8.0): types and presses what a person would, in the real
// forms, waits until the client has come to rest after each step, and reads what is shown. It asks the server for
// nothing by itself. `botfarm.run(steps, seconds)` does steps one after the other and returns what each gave.
(() => {
  if (window.botfarm) return;
  const $ = window.jQuery;
  const later = window.setTimeout, cancel = window.clearTimeout;
  const channel = new MessageChannel(), due = [];
  channel.port1.onmessage = () => due.shift()();
  const next = step => { due.push(step); channel.port2.postMessage(0); };
  const turn = () => new Promise(next);
  const pause = ms => new Promise(done => later.call(window, done, ms));

  // -- calm: nothing moves, and what the client will do at once is counted, so that rest can be told
  window.onhashchange = null;  // late changes of the address would open stray tabs over ours
  $.support.transition = false;  // dialogs come and go at once
  $.fx.off = true;
  const style = document.createElement('style');  // what is behind a record's dialog is not laid out while it is open
  style.textContent = `body:has(> .modal.window-form.in) #main { display: none !important }
    *, *::before, *::after { animation: none !important; transition: none !important;
      box-shadow: none !important; text-shadow: none !important; border-radius: 0 !important }`;
  document.head.append(style);
  const soon = new Set();
  let numbers = 1e9;
  window.setTimeout = (step, wait, ...given) => {
    if (step.name === 'bound _input') wait = 0;  // the whole text is typed at once: nothing to wait for
    if (wait > 10) return later.call(window, step, wait, ...given);
    const timer = ++numbers;  // due at once: browsers make the fifth of a row wait 4 ms
    soon.add(timer);
    next(() => { if (soon.delete(timer)) step(...given); });
    return timer;
  };
  window.clearTimeout = timer => { if (!soon.delete(timer)) cancel.call(window, timer); };

  // -- waiting
  const DIALOGS = ['ask-dialog', 'login-dialog', 'error-dialog', 'user-warning-dialog', 'warning-dialog',
                   'message-dialog', 'confirmation-dialog'];
  class Failed { constructor(why, more) { Object.assign(this, {why}, more); } }
  let limit = 30000, end = 0;
  const restart = () => { end = performance.now() + limit; };
  const all = (css, root = document) => [...root.querySelectorAll(css)];
  const visible = element => element.getClientRects().length > 0;
  const dialog = (but = '') => {
    for (const modal of all('.modal.in')) {
      const kind = DIALOGS.find(name => modal.classList.contains(name));
      if (!kind || kind === but) continue;
      const asks = kind !== 'ask-dialog' || modal.querySelector('#ask-dialog-entry');  // it warns of changes too
      return {kind: asks ? kind : 'warning-dialog', text: (modal.querySelector('.modal-body') || modal).innerText.trim()};
    }
    return null;
  };
  let inside = false;
  /** Look again and again; a dialog that comes meanwhile, such as that of a lost session, ends it once logged in. */
  const until = async (look, what) => {
    for (let looks = 1; ; looks++) {
      const found = look();
      if (found) return found;
      const asked = inside && dialog();
      if (asked) throw new Failed('dialog', asked);
      if (performance.now() > end) throw new Failed('late', {element: what, busy: what === 'rest' || $.active > 0});
      await (looks < 9 && !$.active ? turn() : pause(2));  // mostly the client is only a turn away
    }
  };
  /** At rest, or a dialog asks: no request in flight and no step of the client due, in two looks with a turn between. */
  const rest = async () => {
    let quiet = 0;
    await until(() => {
      if (dialog()) return true;
      quiet = $.active || soon.size ? 0 : quiet + 1;
      return quiet > 1;
    }, 'rest');
    restart();
    return dialog();
  };
  const settle = async () => {
    const asked = await rest();
    if (asked) throw new Failed('dialog', asked);
  };
  /** Something that must be there when the client is at rest. */
  const need = async (find, element) => {
    let found = find();
    for (let look = 0; !found && look < 3; look++) { await settle(); await turn(); found = find(); }
    if (!found) throw new Failed('missing', {element});
    return found;
  };

  // -- places and fields
  const tab = () => document.querySelector('#tabcontent > .tab-pane.active');
  const record = () => all('.modal.window-form.in').pop();
  const place = () => record() || tab() || document.body;
  const box = (label, root = tab()) => all('.form-one2many', root).find(
    one => all('label', one).some(title => title.textContent.trim() === label));
  const field = (name, root = place()) => need(
    () => all(`input[name=${name}], textarea[name=${name}]`, root).find(one => !one.readOnly && !one.disabled), name);
  const say = (element, ...kinds) => kinds.forEach(kind => element.dispatchEvent(new Event(kind, {bubbles: true})));
  const type = (input, text) => { input.value = text; say(input, 'input'); };
  const press = async (find, what) => {
    const button = await need(() => { const one = find(); return one && !one.disabled && one; }, what);
    button.click();
  };
  const labelled = (label, root) => all('button', root).find(one => one.textContent.trim() === label);
  const answer = async (kind, label) => {
    await press(() => { const modal = document.querySelector(`.modal.${kind}.in`); return modal && labelled(label, modal); }, label);
  };

  const text = async (name, value, root) => {
    const input = await field(name, root);
    input.focus();
    type(input, value);
    say(input, 'change');
    input.blur();
    await settle();
    if (input.value !== value) throw new Failed('differs', {element: name, shown: input.value, wanted: value});
  };
  /** A number is two inputs of one name: the localised text, and a plain number that has its place while focused. */
  const number = async (name, value, root) => {
    await field(name, root);
    const plain = all(`input[type=number][name=${name}]`, root || place())[0];
    plain.value = value;
    say(plain, 'input', 'change');
    await settle();
    if (Number(plain.value) !== Number(value)) {
      throw new Failed('differs', {element: name, shown: plain.value, wanted: value});
    }
  };
  const day = async (name, value) => {
    const input = await field(name);
    const calendar = input.closest('.form-date').querySelector('input[type=date]');
    calendar.value = value;
    say(calendar, 'input', 'change');
    await settle();
  };
  const code = label => label.split(' - ', 1)[0].trim();
  const FITS = {label: (label, wanted) => label === wanted, code: (label, wanted) => code(label) === wanted,
                any: () => true};
  /** Type `value`, and choose the one offered label that fits `wanted`; typed anew where an answer redraws the field. */
  const choose = async (name, value, how, wanted, input) => {
    input = input || await field(name);
    for (let attempt = 0; attempt < 6; attempt++) {
      input.focus();
      type(input, value);
      const list = input.closest('.dropdown');
      const state = await until(
        () => input.value !== value ? 'lost' : list && list.classList.contains('open') && 'open', name);
      if (state === 'lost') { await settle(); continue; }
      const offered = all('li.completion', list).filter(item => FITS[how](item.innerText.trim(), wanted));
      if (offered.length !== 1) {
        type(input, '');
        throw new Failed('choice', {element: name, wanted: value, count: offered.length});
      }
      const label = offered[0].innerText.trim();
      offered[0].click();
      await settle();
      return label;
    }
    throw new Failed('missing', {element: `choices of ${name}`});
  };
  /** Take the entry out of a field with completion: while it holds one, it searches for nothing. */
  const clear = async name => {
    const input = await field(name);
    if (!input.value) return;
    input.focus();
    input.dispatchEvent(new KeyboardEvent('keydown', {key: 'Backspace', keyCode: 8, which: 8, bubbles: true}));
    await settle();
  };

  // -- tables
  const rows = (table, columns) => {
    const heads = all(':scope > thead th', table).map(head => head.querySelector('label')?.textContent.trim());
    const missing = columns.filter(column => !heads.includes(column));
    if (missing.length) throw new Failed('missing', {element: `column ${missing[0]}`});
    const found = all(':scope > tbody > tr:not(.more-row)', table).map(row => {
      const cells = {};
      [...row.children].forEach((cell, index) => {
        const widget = cell.querySelector('.widget');
        if (heads[index] && widget) cells[heads[index]] = widget.textContent.trim();
      });
      return cells;
    });
    return found.every(cells => columns.every(column => column in cells)) && {found};
  };
  /** Every row of a list, hidden columns too; a long list draws its next part when asked for more. */
  const table = async (find, columns) => {
    for (;;) {
      await settle();
      const {found} = await until(() => { const one = find(); return one && rows(one, columns); }, columns[0]);
      const more = find().querySelector('tr.more-row button');
      if (!more) return found;
      more.click();
    }
  };
  const listed = () => all('table.tree', tab()).find(visible);
  const onForm = () => all('input[name=party]', tab()).some(visible);
  const tick = (element, kind) => element.dispatchEvent(new MouseEvent(kind, {bubbles: true, cancelable: true}));
  const double = element => ['click', 'click', 'dblclick'].forEach(kind => tick(element, kind));
  const cell = (root, index, column) => all(':scope > tbody > tr', root)[index]?.querySelector(`td[data-title^='${column}']`);

  /** What a field of the form shows; a date as its calendar has it, which is the same in all languages. */
  const shown = css => {
    const found = tab().querySelector(css);
    const calendar = found?.closest('.form-date')?.querySelector('input[type=date]');
    if (calendar) $(calendar).triggerHandler('click');
    if (found instanceof HTMLSelectElement) return found.selectedOptions[0]?.text.trim() ?? '';
    return found ? (calendar || found).value.trim() : null;
  };
  const state = () => (tab().querySelector('select[name=state]')?.value || '').replaceAll('"', '');

  const steps = {
    settle,
    /** Open a list by the menu's search, in a tab of its own. */
    menu: async (words, entry) => {
      const search = await need(() => document.querySelector('#global-search-entry'), 'menu search');
      type(search, words);
      const found = await until(
        () => all('#global-search .completion').find(one => one.innerText.trim().endsWith(entry)), entry);
      found.click();
      await settle();
      await need(() => tab() && tab().querySelector('button#new_'), entry);
    },
    close: async () => { await press(() => document.querySelector('#tablist > .active button.close'), 'close'); await settle(); },
    /** The list of invoices is in front on its tab "All"; what a failed attempt left unsaved is dropped. */
    list: async (words, entry) => {
      for (let tries = 0; tries < 10; tries++) {  // what a failed attempt left asking or telling
        const left = await rest();
        if (!left) break;
        if (['ask-dialog', 'login-dialog'].includes(left.kind)) throw new Failed('dialog', left);
        const foot = all('.modal.in').find(one => DIALOGS.some(kind => one.classList.contains(kind)));
        const button = ['Cancel', 'No', 'Close', 'OK'].map(label => labelled(label, foot)).find(Boolean);
        (button || foot.querySelector('.modal-footer button')).click();
        await turn();
      }
      for (let modal = record(); modal; modal = record()) {
        const button = modal.querySelector('.modal-footer #delete_') || labelled('Close', modal);
        button.click();
        await until(() => !modal.isConnected || !modal.classList.contains('in'), 'closing a dialog');
        await settle();
      }
      if (!tab()) await steps.menu(words, entry);
      if (onForm()) {
        await press(() => tab().querySelector('button#switch_'), 'switch');
        const asked = await rest();
        if (asked && asked.kind === 'confirmation-dialog' && asked.text.includes('modified')) {
          await answer(asked.kind, 'No');
        } else if (asked) throw new Failed('dialog', asked);
        await settle();
      }
      const every = await need(() => all('[role=tab]', tab()).find(one => one.textContent.trim().startsWith('All')), 'All');
      if (every.getAttribute('aria-selected') !== 'true') { every.click(); await settle(); }
    },
    search: async (filter, columns) => {
      const input = await need(() => tab().querySelector('input[placeholder=Search]'), 'Search');
      type(input, filter);
      $(input.form).trigger('submit');
      return await table(listed, columns);
    },
    rows: columns => table(listed, columns),
    open: async index => {
      double(await need(() => cell(listed(), index, 'Reference'), `row ${index + 1}`));
      await settle();
      await need(() => onForm(), 'party');
    },
    new: async () => {
      await press(() => tab().querySelector('button#new_'), 'new_');
      await settle();
      await field('party');
    },
    text, number, day, choose, clear,
    /** What these fields (CSS) of the form show, and all rows of these lists (label to columns needed). */
    read: async (fields, lists) => {
      await settle();
      await need(() => onForm(), 'party');
      const tables = {};
      for (const label in lists) tables[label] = await table(() => box(label)?.querySelector('table.tree'), lists[label]);
      return {fields: fields.map(shown), tables};
    },
    /** What the record behind a field shows in its own fields `names`; its dialog is closed again. */
    peek: async (name, names) => {
      const input = await need(() => tab().querySelector(`input[name=${name}]`), name);
      await press(() => input.closest('.form-many2one').querySelector('.icon-primary button'), `record of ${name}`);
      await until(() => record()?.querySelector(`input[name=${names[0]}]`), names[0]);
      await settle();
      const values = names.map(one => record().querySelector(`input[name=${one}]`)?.value);
      await steps.leave();
      return values;
    },
    /** Key a line in the dialog of lines; `last` closes it, else it starts the next line. */
    line: async (line, first, last) => {
      if (first) await press(() => box('Lines').querySelector('button[title=New]'), 'New');
      await until(() => {
        const account = record()?.querySelector('input[name=account]');
        const quantity = record()?.querySelector('input[type=number][name=quantity]');
        return account && !account.readOnly && !account.disabled && !account.value && !quantity.value;
      }, 'account');
      await settle();
      await choose('account', line.account, 'code', line.account);
      await number('quantity', line.quantity);
      await number('unit_price', line.unit_price);
      const taxes = await need(() => all('.form-many2many', record()).find(
        one => one.querySelector('input[name=taxes]')), 'taxes');
      const chosen = () => all('tbody tr', taxes).map(row => row.textContent.trim());
      const own = await table(() => taxes.querySelector('table.tree'), ['Name']);
      if (own.length) throw new Failed('differs', {element: 'taxes', shown: own.map(row => row.Name).join(), wanted: line.tax});
      if (line.tax) {
        await choose('taxes', line.tax, 'label', line.tax, taxes.querySelector('input[name=taxes]'));
        const now = await table(() => taxes.querySelector('table.tree'), ['Name']);
        const names = now.map(row => row.Name).join();
        if (names !== line.tax) throw new Failed('differs', {element: 'taxes', shown: names, wanted: line.tax});
      }
      await press(() => all('[role=tab]', record()).find(one => one.textContent.trim() === 'Description'), 'Description');
      await text('description', line.description);
      const net = record().querySelector('input[type=number][name=amount]').value;
      if (Number(net) !== Number(line.net)) throw new Failed('differs', {element: 'amount', shown: net, wanted: line.net});
      await press(() => labelled(last ? 'Add' : 'Add and New', record().querySelector('.modal-footer')), 'Add');
      await settle();
      if (last) await until(() => !record(), 'closing the line');
    },
    /** Open a row of a list on the form; its dialog, which has the field `name`, is then what is worked in. */
    edit: async (label, index, column, name) => {
      await settle();
      const found = () => cell(box(label).querySelector('table.tree'), index, column)?.querySelector('.widget');
      await table(() => box(label)?.querySelector('table.tree'), [column]);
      double(await need(found, `${label} ${index + 1}`));
      await until(() => record()?.querySelector(`input[name=${name}]`), name);
      await settle();
    },
    /** Put a cost centre into the first row of the open line's analytic accounts that has such a code. */
    cost_centre: async wanted => {
      await steps.page('Analytic');
      const entries = () => all('.form-one2many table.tree > tbody > tr:not(.more-row)', record());
      await until(() => entries().length, 'analytic accounts');  // the list fills itself some time after it is shown
      for (let index = 0; ; index++) {
        const account = () => entries()[index].querySelector("td[data-title^='Account']");
        tick(account(), 'click');  // selects the row
        tick(account(), 'click');  // makes it editable
        const input = await until(() => account().querySelector('input[name=account]:not([readonly])'), 'cost centre');
        try { return await choose('cost_centre', wanted, 'code', wanted, input); } catch (error) {
          if (error.count !== 0 || index + 1 === entries().length) throw error;
        }
      }
    },
    /** The open line's cost centres. */
    cost_centres: async () => {
      await steps.page('Analytic');
      const found = await table(() => record().querySelector('.form-one2many table.tree'), ['Account']);
      return found.map(row => code(row.Account)).filter(Boolean);
    },
    apply: async () => {
      await press(() => labelled('Apply changes', record().querySelector('.modal-footer')), 'Apply changes');
      await settle();
      await until(() => !record(), 'closing the line');
    },
    leave: async () => {
      const foot = record().querySelector('.modal-footer');
      await press(() => labelled('Discard changes', foot) || labelled('Close', foot), 'Close');
      await settle();
      await until(() => !record(), 'closing the line');
    },
    page: async title => {
      await press(() => all('[role=tab]', record()).find(one => one.textContent.trim() === title), title);
      await settle();
    },
    save: async () => {
      await press(() => tab().querySelector('button#save'), 'save');
      await settle();
      const complaint = all('.alert-danger, .info-bar .alert, .info-bar', tab()).find(visible);
      if (complaint && complaint.innerText.trim()) throw new Failed('refused', {text: complaint.innerText.trim()});
    },
    delete: async () => {
      await press(() => tab().querySelector('a#delete_'), 'delete_');
      await steps.asked('confirmation-dialog');
      await answer('confirmation-dialog', 'OK');
      await settle();
    },
    /** A dialog of this kind comes. */
    asked: async kind => {
      const shown = await until(dialog, kind);
      if (shown.kind !== kind) throw new Failed('dialog', shown);
    },
    press: async name => { await press(() => all(`button[name=${name}]`, tab()).find(visible), name); },
    answer,
    /** The entry on the screen becomes a posted one; a warning instead ("similar invoice") is never agreed to. */
    posted: async () => {
      const asked = await rest();
      if (asked) {
        const no = {'user-warning-dialog': 'No', 'warning-dialog': 'OK'}[asked.kind];
        if (no) await answer(asked.kind, no);
        throw new Failed('dialog', asked);
      }
      await until(() => ['posted', 'paid'].includes(state()), 'state');
    },
    /** First the user's name, then the password in a dialog of its own. */
    log_in: async (user, password) => {
      const workplace = () => document.querySelector('#global-search-entry') && {kind: 'in'};
      const name = await until(() => document.querySelector('#login'), 'login');
      await until(() => all('#database').some(one => one.value), 'database');  // before that, the button does nothing
      type(name, user);
      await press(() => labelled('Login', document), 'Login');
      const asked = await until(() => dialog('login-dialog') || workplace(), 'password');
      if (asked.kind !== 'ask-dialog') throw new Failed('login', {text: asked.text || ''});
      const entry = document.querySelector('.modal.in #ask-dialog-entry');
      type(entry, password);
      await answer('ask-dialog', 'OK');
      const shown = await until(() => {
        if (workplace()) return workplace();
        const now = dialog('login-dialog');
        return now && document.querySelector('.modal.in #ask-dialog-entry') !== entry && now;
      }, 'workplace');
      if (shown.kind !== 'in') throw new Failed('login', {text: shown.text});
      inside = true;
      await settle();
    },
  };
  let turnOf = 0;
  const run = async (list, seconds) => {
    const mine = ++turnOf, given = [];
    limit = seconds * 1000;
    if (window.__farm) window.__farm.failed = null;  // a request that failed earlier has been told of by a dialog
    for (const [name, ...what] of list) {
      restart();
      if (mine !== turnOf) return null;
      try { given.push(await steps[name](...what)); } catch (error) {
        if (!(error instanceof Failed)) throw error;
        return {failed: {...error}, step: name, given};
      }
    }
    return {given};
  };
  window.botfarm = {run};
})();
