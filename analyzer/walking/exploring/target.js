// What to click so that a pointer falls on the element, or on its label where only that can be seen.
targetOf
