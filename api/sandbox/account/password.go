package account

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"winkterm/api/wire"
)

// slowest is the longest wait that slow_<n> can ask for, in seconds.
const slowest = 600

// outcome is what a password leads to. With fails empty the login goes on.
type outcome struct {
	fails wire.AccountErrorCode // after PENDING
	later wire.AccountErrorCode // at the first sync
	slow  time.Duration         // of PENDING beyond the usual
}

// readPassword reads the magic passwords; see the package comment.
func readPassword(who subject, known bool, password string) outcome {
	wrong := outcome{fails: wire.ErrInvalidCredentials}
	if !known {
		return wrong
	}
	if password == who.Password {
		return outcome{}
	}
	kind, arg, _ := strings.Cut(password, "_")
	code := wire.AccountErrorCode(strings.ToUpper(arg))
	exists := slices.Contains(wire.AccountErrorCodes(), code)
	switch strings.ToLower(kind) {
	case "error":
		if exists {
			return outcome{fails: code}
		}
	case "later":
		if exists {
			return outcome{later: code}
		}
	case "slow":
		if n, err := strconv.ParseUint(arg, 10, 16); err == nil && n <= slowest {
			return outcome{slow: time.Duration(n) * time.Second}
		}
	}
	return wrong
}

// errorMessage is the text beside an error code.
func errorMessage(code wire.AccountErrorCode) string {
	switch code {
	case wire.ErrAccountDisabled:
		return "Account is disabled"
	case wire.ErrAccountInaccessible:
		return "Account cannot be accessed at the provider"
	case wire.ErrAccountIncomplete:
		return "Account setup at the provider is not complete"
	case wire.ErrAccountLocked:
		return "Account is locked after too many attempts"
	case wire.ErrAuthRequired:
		return "No credentials reached the provider"
	case wire.ErrExpiredCredentials:
		return "Password has expired and must be changed at the provider"
	case wire.ErrInvalidAccountType:
		return "This type of account is not supported"
	case wire.ErrInvalidAuth:
		return "Login process failed"
	case wire.ErrInvalidCredentials:
		return "User name or password is wrong"
	case wire.ErrInvalidMFA:
		return "Verification code is wrong"
	case wire.ErrMFATimeout:
		return "Verification code was not entered in time"
	case wire.ErrServiceUnavailable:
		return "Provider is not available"
	case wire.ErrSystemError:
		return "Something went wrong while linking the account"
	case wire.ErrTOSRequired:
		return "Terms of service must be accepted at the provider first"
	case wire.ErrUnsupportedAuthType:
		return "This way of logging in is not supported"
	case wire.ErrUnsupportedMFAMethod:
		return "The verification method set at the provider is not supported"
	}
	return string(code)
}
