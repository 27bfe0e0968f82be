package assets

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sync"
)

// The files of the stand-in for the Wink widget in the order in which they are joined. Functions find each other
// whatever the order is; constants must stand before what uses them at once.
var (
	winkScripts = []string{
		"dom", "logos", "words", "link", "calls", "widget", "frame", "theme", "session", "consent", "providers", "form", "people",
		"login", "connect", "mfa", "account", "documents", "archive", "archivepages", "modal",
	}
	winkStyles = []string{"roles", "frame", "texts", "buttons", "fields", "lists", "logos", "waiting"}
)

// WinkScript gives the script that defines SmileLinkModal. It is one classic
// script and no module, because the host page's own script uses the constructor
// right after it, and because only such a script knows the address that it came
// from. All of it stands in one function, so that nothing else becomes global.
// The test people and what is said about error codes are in it. The bytes are
// shared.
func WinkScript() []byte { return winkScript() }

// WinkStyle gives the style sheet that the script asks for. The bytes are shared.
func WinkStyle() []byte { return winkStyle() }

var winkScript = sync.OnceValue(func() []byte {
	var out bytes.Buffer
	out.WriteString("// Stand-in for the Wink widget, served by the winkterm sandbox.\n(() => {\n'use strict';\n\n")
	constant(&out, "PEOPLE", People())
	constant(&out, "EXPLANATIONS", Explanations())
	join(&out, winkScripts, ".js")
	out.WriteString("})();\n")
	return out.Bytes()
})

var winkStyle = sync.OnceValue(func() []byte {
	var out bytes.Buffer
	join(&out, winkStyles, ".css")
	return out.Bytes()
})

// constant writes data as a constant of the script: JSON is JavaScript.
func constant(out *bytes.Buffer, name string, data any) {
	text, _ := json.Marshal(data) // it came from JSON
	fmt.Fprintf(out, "const %s = %s;\n\n", name, text)
}

func join(out *bytes.Buffer, names []string, suffix string) {
	for _, name := range names {
		out.Write(content("wink/" + name + suffix))
		out.WriteByte('\n')
	}
}
