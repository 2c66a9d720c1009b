"""One screen: what a person sees and can do, as data and as exhibits."""
