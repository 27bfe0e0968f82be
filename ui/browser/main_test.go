package browser

import (
	"testing"

	"go.uber.org/goleak"
)

// tests ends the browser that the tests share before goroutines are counted.
type tests struct{ *testing.M }

func (m tests) Run() int {
	defer endChromium()
	return m.M.Run()
}

func TestMain(m *testing.M) { goleak.VerifyTestMain(tests{m}) }
