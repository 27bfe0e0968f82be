package widget

import "time"

// SpinnerTime is how long each sign of a Spinner stands.
const SpinnerTime = 120 * time.Millisecond

var (
	spinner      = []rune("⣷⣯⣟⡿⢿⣻⣽⣾")
	plainSpinner = []rune(`|/-\`)
)

// Spinner is the sign of something that is under way at a moment, and how long it stands.
// It has no timer of its own: whoever draws it draws again. Plain is for a terminal that
// draws ASCII alone.
func Spinner(now time.Time, plain bool) (sign string, stands time.Duration) {
	signs := spinner
	if plain {
		signs = plainSpinner
	}
	since := now.UnixNano()
	return string(signs[since/int64(SpinnerTime)%int64(len(signs))]), SpinnerTime - time.Duration(since%int64(SpinnerTime))
}
