package driver_test

import (
	"testing"

	"go.uber.org/goleak"
)

// TestMain fails when a driver, a client or a sandbox leaves a goroutine behind.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }
