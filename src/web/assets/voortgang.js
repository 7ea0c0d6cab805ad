// Reads the page again while long work goes on, and puts the new figures in the place of the old ones.
const volg = async () => {
  const balk = document.querySelector('.voortgang');
  if (!balk || 'afgelopen' in balk.dataset) return;
  const antwoord = await fetch(location.href).catch(() => undefined);
  if (antwoord?.ok) {
    const nieuw = new DOMParser().parseFromString(await antwoord.text(), 'text/html').querySelector('.voortgang');
    if (nieuw) {
      // The region that a screen reader listens to stays. Only its content changes.
      balk.querySelector('[role=status]').textContent = nieuw.querySelector('[role=status]').textContent;
      balk.querySelector('progress').replaceWith(nieuw.querySelector('progress'));
      if ('afgelopen' in nieuw.dataset) balk.dataset.afgelopen = '';
    }
  }
  setTimeout(volg, 2000);
};
setTimeout(volg, 2000);
