/**
 * Calls `meld` with the faults of a reading, unless the reading before had the same ones: a folder is read every few
 * seconds.
 */
export function bijNieuweFouten(meld: (fouten: readonly string[]) => void): (fouten: readonly string[]) => void {
  let vorige = '';
  return (fouten) => {
    const tekst = fouten.join('\n');
    if (tekst && tekst !== vorige) meld(fouten);
    vorige = tekst;
  };
}
