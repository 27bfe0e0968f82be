// Command winkterm walks the linking flow of Smile's Wink widget in a terminal.
package main

import (
	"os"

	"winkterm/ui/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], cli.System())) }
