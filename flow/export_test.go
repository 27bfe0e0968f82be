package flow

// Named is the table of the codec, for the test that looks for forgotten types.
var Named = named
