// Package setup says what is wrong with a set-up and how to mend it: the terminal, .env,
// the host, the key and what lies between. It also writes a .env.
//
// It must not draw or ask anybody, change anything at a host, or let a secret into a text.
package setup
