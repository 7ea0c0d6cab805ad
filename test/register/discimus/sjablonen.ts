/** Whole templates, with those inside them: `sql` within `sql` is one statement. */
export function sjablonen(tekst: string): string[] {
  const gevonden: string[] = [];
  const open: string[] = [];
  let begin = 0;
  for (let plek = 0; plek < tekst.length; plek++) {
    const in_sjabloon = open.at(-1) === '`';
    if (tekst[plek] === '`') {
      if (in_sjabloon) open.pop();
      else {
        if (!open.includes('`')) begin = plek;
        open.push('`');
      }
      if (!open.includes('`')) gevonden.push(tekst.slice(begin, plek));
    } else if (in_sjabloon && tekst.startsWith('${', plek)) {
      open.push('{');
      plek++;
    } else if (!in_sjabloon && open.length && tekst[plek] === '{') open.push('{');
    else if (!in_sjabloon && open.length && tekst[plek] === '}') open.pop();
  }
  return gevonden;
}
