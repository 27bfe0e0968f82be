package search

// Initials is for the tests beside this package.
var Initials = initials
