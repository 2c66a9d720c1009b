// Whether what stands at a path can be seen.
path => elementAt(path)?.checkVisibility({ visibilityProperty: true, opacityProperty: true }) ?? false
