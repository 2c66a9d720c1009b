() => new Promise((done) => {
  let last = performance.now();
  const start = last;
  const watch = new MutationObserver(() => { last = performance.now(); });
  watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const look = () => {
    const now = performance.now();
    const moving = document.getAnimations().some((one) => one.playState === "running" && Number.isFinite(one.effect.getComputedTiming().endTime));
    if (moving && now - start < 2500) last = now;
    if (now - last > 180 || now - start > 3000) { watch.disconnect(); done(true); } else setTimeout(look, 40);
  };
  setTimeout(look, 60);
})
