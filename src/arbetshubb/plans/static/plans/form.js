// Makes the scenario form quicker; without it every field still works.
// - long lists of boxes get a search field and a count of what is chosen
// - the number of hubs is only shown when it is asked for

const plain = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();

function makeSearchable(group) {
  const options = [...group.querySelectorAll('input[type=checkbox]')].map((input) => ({
    input,
    row: input.closest('ds-field, .ds-field, li') ?? input.parentElement,
    text: plain(input.labels?.[0]?.textContent ?? ''),
  }));
  if (options.length === 0) return;
  const list = options[0].row.parentElement;
  const search = document.createElement('input');
  search.type = 'search';
  search.className = 'ds-input plans-choices__search';
  search.setAttribute('aria-label', group.dataset.searchLabel);
  search.placeholder = group.dataset.searchLabel;
  const count = document.createElement('p');
  count.className = 'ui-quiet';
  count.setAttribute('aria-live', 'polite');
  const frame = document.createElement('div');
  frame.className = 'plans-choices__list';
  list.insertBefore(search, options[0].row);
  search.after(count, frame);
  frame.append(...options.map((option) => option.row));
  frame.tabIndex = 0;

  const tell = () => {
    const chosen = options.filter((option) => option.input.checked).length;
    count.textContent = `${chosen} ${group.dataset.countText}`;
  };
  const filter = () => {
    const wanted = plain(search.value.trim());
    for (const { input, row, text } of options) {
      row.hidden = !(input.checked || text.includes(wanted));
    }
  };
  search.addEventListener('input', filter);
  search.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') event.preventDefault(); // else the whole form would be sent
  });
  group.addEventListener('change', tell);
  tell();
}

function followHubCount(form) {
  const box = form.querySelector('[data-hub-number]');
  const choices = [...form.querySelectorAll('input[name=hub_count]')];
  if (!box || choices.length === 0) return;
  const follow = () => {
    const chosen = choices.find((choice) => choice.checked);
    box.hidden = !chosen || chosen.value === 'free';
  };
  for (const choice of choices) choice.addEventListener('change', follow);
  follow();
}

for (const form of document.querySelectorAll('[data-scenario-form]')) {
  for (const group of form.querySelectorAll('[data-choices]')) makeSearchable(group);
  followHubCount(form);
}
