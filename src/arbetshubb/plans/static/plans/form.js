// Makes the scenario form quicker; without it every field still works:
// the number of hubs is only shown when it is asked for.

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
  followHubCount(form);
}
