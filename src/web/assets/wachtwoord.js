// Adds a button beside each password that shows what was typed. Without script there is no button, and
// nothing is missing.
for (const veld of document.querySelectorAll('input[type=password]')) {
  const knop = document.createElement('button');
  const toon = (zichtbaar) => {
    veld.type = zichtbaar ? 'text' : 'password';
    knop.setAttribute('aria-pressed', String(zichtbaar));
  };
  knop.type = 'button';
  knop.className = 'toon';
  knop.textContent = 'Toon';
  knop.setAttribute('aria-label', `Toon ${veld.labels[0].textContent.toLowerCase()}`);
  knop.addEventListener('click', () => toon(veld.type === 'password'));
  // The browser must not remember a shown password as text. Going back hides it again.
  veld.form.addEventListener('submit', () => toon(false));
  addEventListener('pagehide', () => toon(false));
  toon(false);
  const doos = document.createElement('div');
  doos.className = 'metknop';
  veld.replaceWith(doos);
  doos.append(veld, knop);
  if (veld.autofocus) veld.focus();
}
