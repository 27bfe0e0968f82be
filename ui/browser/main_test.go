package browser

import (
	"flag"
	"testing"

	"go.uber.org/goleak"

	"winkterm/api"
)

var systemNow = api.SystemClock().Now

// tests ends the browser that the tests share before goroutines are counted.
type tests struct{ *testing.M }

func (m tests) Run() int {
	defer endChromium()
	return m.M.Run()
}

// tabs is how many tests run at once. They wait for the browser far more than
// they compute.
const tabs = "4"

func TestMain(m *testing.M) {
	flag.Parse()
	if err := flag.Set("test.parallel", tabs); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(tests{m})
}
