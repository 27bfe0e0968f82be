package spec

import (
	"fmt"
	"reflect"

	"winkterm/api/wire"
)

// ActionSpec is what is known of an action.
type ActionSpec struct {
	// Name is that in a file, Doc says what it does.
	Name, Doc string
	// Zero is the action without arguments, which says its type.
	Zero Action
	// Pages are where it can happen; none is everywhere. A step without On waits until one
	// of them shows.
	Pages []Page
}

// Actions are all of them, in the order in which documentation lists them.
func Actions() []ActionSpec {
	return []ActionSpec{
		{"consent", "Accepts the consent page, or declines.", Consent{}, []Page{"Consent"}},
		{"search", "Types into the search field of the list.", Search{}, []Page{"ProviderList"}},
		{"filter", "Shows one type of provider.", Filter{}, []Page{"ProviderList"}},
		{"choose", "Picks a provider of the list.", Choose{}, []Page{"ProviderList"}},
		{"option", "Picks a way to log in.", Option{}, []Page{"LoginOptions"}},
		{"record", "Takes the social security record that the employer survey offers.", Record{}, []Page{"EmployerSurvey"}},
		{"login", "Types into the login form and sends it.", Login{}, []Page{"Login"}},
		{"type", "Types into fields of the page, and sends nothing.", Type{}, nil},
		{"submit", "Sends the form of the page.", Submit{}, nil},
		{"code", "Types the code of the second step and sends it.", Code{}, []Page{"MFA"}},
		{"channel", "Chooses where the code is sent.", Channel{}, []Page{"MFA"}},
		{"answers", "Answers the security questions and sends them.", Answers{}, []Page{"MFA"}},
		{"resend", "Asks for another code.", Resend{}, []Page{"MFA"}},
		{"another", "Goes on to connect another account, to upload another document, or to invite another person.", Another{}, []Page{"ConnectSuccess", "ConnectError", "ArchiveSuccess", "ArchiveStatus", "Invite"}},
		{"account", "Opens the page of the account just connected, linked by the widget in the browser, or listed on Accounts or above the providers.", Account{}, []Page{"ConnectSuccess", "Browser", "Accounts", "ProviderList"}},
		{"data", "Shows the user data of the account or archive that the page is about.", ShowData{}, []Page{"ConnectSuccess", "AccountRevoke", "ArchiveSuccess", "RevokeArchive"}},
		{"accounts", "Shows all that the user has linked and uploaded.", Accounts{}, []Page{"Consent", "ProviderList", "ConnectSuccess"}},
		{"loginAgain", "Logs in again where the page's account, which failed, is.", LoginAgain{}, []Page{"AccountRevoke"}},
		{"documents", "Goes to the document types.", Documents{}, []Page{"ProviderList", "EmployerSurvey", "ConnectError"}},
		{"employerMissing", "Presses \"Can't find your employer?\": to the document types, or out of the widget where the options offer no upload.", EmployerMissing{}, []Page{"ProviderList"}},
		{"fileType", "Picks a document type.", FileType{}, []Page{"FileTypeList"}},
		{"file", "Adds a file to the upload.", File{}, []Page{"FileType"}},
		{"removeFile", "Takes a file out again.", RemoveFile{}, []Page{"FileType"}},
		{"upload", "Picks the document type, adds the files and sends them, from the list or the document types.", Upload{}, []Page{"ProviderList", "EmployerSurvey", "ConnectError", "FileTypeList"}},
		{"stopUpload", "Gives up sending.", StopUpload{}, nil},
		{"archive", "Opens the page on which the archive can be revoked.", Archive{}, []Page{"FileTypeList", "ArchiveSuccess", "Browser", "Accounts"}},
		{"revoke", "Asks to revoke the page's account or archive, and confirms.", Revoke{}, []Page{"AccountRevoke", "RevokeArchive", "ArchiveSuccess"}},
		{"stopSync", "Disables the account's continuous data sync.", StopSync{}, []Page{"AccountRevoke"}},
		{"refresh", "Asks again for what the page shows.", Refresh{}, nil},
		{"retry", "Repeats what failed, or opens the browser's widget anew.", Retry{}, []Page{"ConnectError", "Problem", "ArchiveStatus", "Browser"}},
		{"back", "Goes one page back.", Back{}, nil},
		{"done", "Leaves by the button.", Done{}, nil},
		{"close", "Leaves by the X.", Close{}, nil},
		{"begin", "Starts a new session after the one before was closed.", Begin{}, []Page{"Closed"}},
		{"owner", "Goes on with the user whose account or archive was found.", Owner{}, []Page{"Owner"}},
		{"openBrowser", "Opens the widget in a browser, which does what the browser steps say.", OpenBrowser{}, nil},
		{"browser", "Reports something from the widget's page in the browser.", Browser{}, []Page{"Browser"}},
		{"token", "Gives the widget in the browser a fresh token.", Token{}, []Page{"Browser"}},
		{"invite", "Goes to the invite that is sent in place of linking here; type and submit send it.", Invite{}, []Page{"Consent"}},
		{"template", "Picks the invite template, or makes the one that ships where the host has none.", Template{}, []Page{"Invite"}},
		{"wait", "Lets time pass, for the session and the sandbox.", Wait{}, nil},
		{"until", "Waits for a status, a page or a callback.", Until{}, nil},
		{"fault", "Arms a fault of the sandbox, or triggers it at once.", Fault{}, nil},
		{"disarm", "Disarms what is armed.", Disarm{}, nil},
		{"clock", "Moves the sandbox's clock on at once.", Clock{}, nil},
		{"resume", "Opens the widget once more for what the session had linked or sent.", Resume{}, nil},
		{"restartHost", "Starts the sandbox over: what it knew is gone.", RestartHost{}, nil},
	}
}

// CheckSpec is what is known of a check.
type CheckSpec struct {
	// Name is that in a file, Doc says what must be true.
	Name, Doc string
	// Zero is the check without arguments, which says its type.
	Zero Check
}

// Checks are all of them, in the order in which documentation lists them.
func Checks() []CheckSpec {
	return []CheckSpec{
		{"page", "The page that shows.", OnPage{}},
		{"callback", "A callback that came, with these fields.", Callback{}},
		{"callbacks", "Callbacks that came, in this order.", Callbacks{}},
		{"statuses", "Statuses that were gone through, in this order.", Statuses{}},
		{"errorCode", "The error code of the account or archive that changed last.", ErrorCode{}},
		{"data", "What the host gives of the user's data.", UserData{}},
		{"webhook", "An event that was delivered.", Webhook{}},
		{"http", "Calls that were made.", HTTP{}},
		{"never", "A check that must not hold.", Never{}},
	}
}

// ActionOf is what is known of an action.
func ActionOf(a Action) ActionSpec {
	for _, known := range Actions() {
		if reflect.TypeOf(known.Zero) == reflect.TypeOf(a) {
			return known
		}
	}
	return ActionSpec{}
}

// Pages are those on which a step can be done, one of which it waits for; none is
// everywhere.
func (s Step) Pages() []Page {
	if s.On != "" {
		return []Page{s.On}
	}
	return ActionOf(s.Do).Pages
}

// CheckOf is what is known of a check.
func CheckOf(c Check) CheckSpec {
	for _, known := range Checks() {
		if reflect.TypeOf(known.Zero) == reflect.TypeOf(c) {
			return known
		}
	}
	return CheckSpec{}
}

// Text is an action in a few words: its name, and what stands short for its arguments.
// Secrets are left out.
func Text(a Action) string {
	if a == nil {
		return ""
	}
	text, value := ActionOf(a).Name, reflect.ValueOf(a)
	switch u, _ := a.(Until); {
	case u.Status != "":
	case u.Page != "":
		return text + " page " + string(u.Page)
	case u.Callback != "":
		return text + " callback " + u.Callback
	}
	for i := range value.NumField() {
		field := value.Type().Field(i)
		if _, short := field.Tag.Lookup("short"); short && !value.Field(i).IsZero() && field.Type != reflect.TypeFor[wire.Secret]() {
			return fmt.Sprintf("%s %v", text, value.Field(i))
		}
	}
	return text
}
