// What stands at a path.
elementAt
