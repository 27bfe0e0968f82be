// Package mcp offers winkterm to programs that speak the Model Context Protocol, such as
// agents, over a pair of streams: tools that only read by default, and with Config.Sandbox
// tools that act on the sandbox in the binary.
//
// What a tool answers is masked and bounded in one place (result.go). The package must not
// change anything at a host that is configured, call Smile's production, open a file by a
// path that a caller names, write files, or print.
package mcp
