// Presses what stands at each of these paths (see paths.js), one after the other, each once the page has done what it does
// at once; returns whether something stood at every one.
async paths => {
  for (const path of paths) {
    const node = elementAt(path);
    if (!node) return false;
    node.click();
    if (paths.length < 50) await window.__optout?.turn();
  }
  return true;
}
