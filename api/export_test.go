package api

// QueryOf gives the options of a list as they are sent.
var QueryOf = queryOf
