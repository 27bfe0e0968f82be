package api

// QueryOf gives the options of a list as they are sent.
var QueryOf = queryOf

// DataPaths are the paths of the lists of user data.
var DataPaths = dataLists
