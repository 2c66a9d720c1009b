// Which dialogs are open, said or unsaid, the topmost last.

// What lies over the page without saying so: a fixed box that is on top at the centre of the viewport, and is not the
// page's own main content. Published consent dialogs do without a role.
const overlayOf = (viewport) => {
  const x = viewport.right / 2;
  const y = viewport.bottom / 2;
  let hit = atPoint(document, x, y);
  for (let inner = hit === null ? null : shadow(hit); inner !== null; inner = shadow(hit)) {
    const deeper = shadowAtPoint(inner, x, y);
    if (deeper === null || deeper === hit) break;
    hit = deeper;
  }
  let overlay = null;
  for (; hit !== null; hit = flatParent(hit)) if (propertyOf(computed(hit), "position") === "fixed") overlay = hit;
  const own = overlay === null || matches(overlay, "html, body, main, [role=main], header, nav")
    || query(overlay, "main, [role=main]") !== null;
  return own ? null : overlay;
};

const isWithin = (look, outer) => {
  for (; look !== null; look = look.parent) if (look === outer) return true;
  return false;
};

// What merely lies over the page counts where there is something below it, and no dialog in it says that it is one.
const isDialog = (survey, dialog, blocks) => {
  if (!dialog.tacit) return true;
  for (let i = 0; i < survey.dialogs.length; i++) {
    const other = survey.dialogs[i];
    if (other !== dialog && other.shown && isWithin(other.look, dialog.look)) return false;
  }
  for (let i = 0; i < blocks.length; i++) if (blocks[i].dialog !== dialog) return true;
  return false;
};

const dialogsOf = (survey, blocks) => {
  for (let i = 0; i < survey.dialogs.length; i++) {
    const dialog = survey.dialogs[i];
    dialog.shown = dialog.shown && isDialog(survey, dialog, blocks);
  }
  const open = list();
  for (let i = 0; i < survey.dialogs.length; i++) if (survey.dialogs[i].shown) push(open, survey.dialogs[i]);
  const order = (a, b) => a.layer - b.layer || a.look.order - b.look.order;
  sorted(open, order);
  for (let i = 0; i < open.length; i++) open[i].number = i;
  return open;
};

const dialogName = (dialog, labelsOf) => {
  const { element } = dialog.look;
  const labelled = hasAttribute(element, "aria-labelledby") || hasAttribute(element, "aria-label");
  const named = labelled || explicitRole(element) !== "" ? nameOf(element, labelsOf) : "";
  return named !== "" ? named : cut(dialog.heading !== "" ? dialog.heading : dialog.text, RECORDED.id);
};

const numbered = (dialog) => {
  while (dialog !== null && !dialog.shown) dialog = dialog.look.parent.dialog;
  return dialog === null ? null : dialog.number;
};
